package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.RestoreMessages;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/** Gives a new server the queues and messages that were stored, before anybody can ask for them. */
final class Restoration {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final ActorRef manager;
  private final List<QueueData> queues;
  private final Map<String, List<InternalMessage>> messages;

  Restoration(Storage storage, ActorRef manager) {
    this.manager = manager;
    this.queues = storage.queues();
    this.messages = storage.messages();
  }

  void run() throws InterruptedException {
    for (QueueData queue : ordered()) {
      Object made = ask(manager, new CreateQueue(CreateQueueData.from(queue)));
      if (made instanceof Either<?, ?> either && either.isRight()) {
        restore((ActorRef) either.toOption().get(), queue.name());
      } else {
        throw new BrokerException("sqs:" + queue.name() + " cannot be restored", "" + made);
      }
    }
  }

  private void restore(ActorRef queue, String name) throws InterruptedException {
    List<InternalMessage> kept = new ArrayList<>(messages.getOrDefault(name, List.of()));
    kept.sort(
        Comparator.comparing(InternalMessage::created)
            .thenComparingInt(InternalMessage::orderIndex));
    ask(queue, new RestoreMessages(CollectionConverters.asScala(kept).toList()));
  }

  /** A queue finds the one for its failed messages only if that one is there first. */
  private List<QueueData> ordered() {
    List<QueueData> ordered = new ArrayList<>();
    List<QueueData> left = new ArrayList<>(queues);
    Set<String> names = new HashSet<>();
    queues.forEach(queue -> names.add(queue.name()));
    while (!left.isEmpty()) {
      List<QueueData> next =
          left.stream()
              .filter(
                  queue ->
                      queue.deadLettersQueue().isEmpty()
                          || queue.deadLettersQueue().get().name().equals(queue.name())
                          || !names.contains(queue.deadLettersQueue().get().name()))
              .toList();
      // Two that name each other: one of them has to be first.
      List<QueueData> now = next.isEmpty() ? List.of(left.get(0)) : next;
      ordered.addAll(now);
      left.removeAll(now);
      now.forEach(queue -> names.remove(queue.name()));
    }
    return ordered;
  }

  private static Object ask(ActorRef actor, Object message) throws InterruptedException {
    try {
      return Patterns.ask(actor, message, ANSWER).toCompletableFuture().get();
    } catch (ExecutionException failed) {
      throw new BrokerException("what was stored cannot be restored", "", failed);
    }
  }
}
