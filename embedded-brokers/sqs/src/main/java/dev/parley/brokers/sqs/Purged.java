package dev.parley.brokers.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.MessageId;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.LookupMessage;
import org.elasticmq.msg.LookupQueue;
import scala.Option;

/**
 * Messages that are stored, and that the queue does not hold any more: of a purge ElasticMQ tells
 * nobody. They are looked for when it is stopped; what was purged before a kill comes back.
 */
final class Purged {
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Storage storage;
  private final ActorRef manager;

  Purged(Storage storage, ActorRef manager) {
    this.storage = storage;
    this.manager = manager;
  }

  void forget() throws InterruptedException, ExecutionException {
    for (Map.Entry<String, List<InternalMessage>> queue : storage.messages().entrySet()) {
      Option<?> found = ask(manager, new LookupQueue(queue.getKey()));
      if (found.isDefined()) {
        for (InternalMessage message : queue.getValue()) {
          if (ask((ActorRef) found.get(), new LookupMessage(new MessageId(message.id())))
              .isEmpty()) {
            storage.removeMessage(queue.getKey(), message.id());
          }
        }
      }
    }
    storage.commit();
  }

  private static Option<?> ask(ActorRef actor, Object message)
      throws InterruptedException, ExecutionException {
    return (Option<?>) Patterns.ask(actor, message, ANSWER).toCompletableFuture().get();
  }
}
