package dev.parley.brokers.sqs;

import java.time.Duration;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Status;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.msg.ClearQueue;

/**
 * Stands before a queue whose messages are stored, and hands on everything. ElasticMQ tells its
 * storage of every message that comes and goes, but not of a purge: so it is done here. Whoever
 * asks for one is answered when it is stored.
 */
final class KeptQueue extends AbstractActor {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final String name;
  private final ActorRef queue;
  private final ActorRef storage;

  KeptQueue(String name, ActorRef queue, ActorRef storage) {
    this.name = name;
    this.queue = queue;
    this.storage = storage;
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(ClearQueue.class, clear -> purge(clear, getSender()))
        .matchAny(message -> queue.forward(message, getContext()))
        .build();
  }

  /** What comes into the queue meanwhile is not among what was held before, and stays stored. */
  private void purge(ClearQueue clear, ActorRef caller) {
    Patterns.ask(storage, new StorageActor.Ask(name), ANSWER)
        .thenCompose(held -> Patterns.ask(queue, clear, ANSWER).thenApply(cleared -> held))
        .whenComplete(
            (held, failed) -> {
              if (held instanceof StorageActor.Held messages) {
                storage.tell(new StorageActor.Forget(name, messages.ids()), caller);
              } else {
                caller.tell(new Status.Failure(failed), ActorRef.noSender());
              }
            });
  }
}
