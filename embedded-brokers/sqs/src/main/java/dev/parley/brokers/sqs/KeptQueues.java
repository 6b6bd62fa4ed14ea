package dev.parley.brokers.sqs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.LookupQueue;
import scala.Option;
import scala.util.Either;
import scala.util.Right;

/**
 * Stands before ElasticMQ's manager of queues, and gives a {@link KeptQueue} for each queue that is
 * looked up or made.
 */
final class KeptQueues extends AbstractActor {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final ActorRef manager;
  private final ActorRef storage;
  private final Map<ActorRef, ActorRef> kept = new HashMap<>();

  KeptQueues(ActorRef manager, ActorRef storage) {
    this.manager = manager;
    this.storage = storage;
  }

  /** What the manager said of a queue, and who wants to know. */
  private record Answer(String queue, Object said, ActorRef caller) {}

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(LookupQueue.class, lookup -> ask(lookup, lookup.queueName()))
        .match(CreateQueue.class, create -> ask(create, create.request().name()))
        .match(Answer.class, this::answer)
        .match(Terminated.class, ended -> forget(ended.getActor()))
        .matchAny(message -> manager.forward(message, getContext()))
        .build();
  }

  private void ask(Object message, String queue) {
    ActorRef caller = getSender();
    Patterns.pipe(
            Patterns.ask(manager, message, ANSWER)
                .thenApply(said -> new Answer(queue, said, caller)),
            getContext().getDispatcher())
        .to(getSelf());
  }

  private void answer(Answer answer) {
    Object said = answer.said();
    if (said instanceof Option<?> found) {
      said = found.map(queue -> kept(answer.queue(), (ActorRef) queue));
    } else if (said instanceof Either<?, ?> made && made.isRight()) {
      said = new Right<>(kept(answer.queue(), (ActorRef) made.toOption().get()));
    }
    answer.caller().tell(said, getSelf());
  }

  private ActorRef kept(String name, ActorRef queue) {
    return kept.computeIfAbsent(
        queue,
        unknown -> {
          getContext().watch(unknown);
          return getContext()
              .actorOf(Props.create(KeptQueue.class, () -> new KeptQueue(name, unknown, storage)));
        });
  }

  private void forget(ActorRef queue) {
    ActorRef front = kept.remove(queue);
    if (front != null) {
      getContext().stop(front);
    }
  }
}
