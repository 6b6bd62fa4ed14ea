package dev.parley.brokers.sqs;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import scala.runtime.BoxedUnit;

/**
 * Stores what the queues tell, and answers when it is committed: only then does ElasticMQ confirm a
 * message. What arrives while a commit runs is committed together.
 */
final class StorageActor extends AbstractActor {
  private final Storage storage;
  private final List<ActorRef> waiting = new ArrayList<>();
  private final List<ActorRef> purgers = new ArrayList<>();
  private boolean committing;

  StorageActor(Storage storage) {
    this.storage = storage;
  }

  /** Asks what a queue holds. */
  record Ask(String queue) {}

  /** The answer to {@link Ask}. */
  record Held(List<String> ids) {
    Held {
      ids = List.copyOf(ids);
    }
  }

  /** These messages were purged; the sender is told when that is committed. */
  record Forget(String queue, List<String> ids) {}

  /** To itself, behind everything that has arrived. */
  private enum Commit {
    NOW
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(
            QueueEvent.QueueCreated.class,
            event -> {
              storage.put(event.queue());
              commitSoon();
            })
        .match(
            QueueEvent.QueueMetadataUpdated.class,
            event -> {
              storage.put(event.queue());
              commitSoon();
            })
        .match(
            QueueEvent.QueueDeleted.class,
            event -> {
              storage.removeQueue(event.queueName());
              commitSoon();
            })
        .match(
            QueueEvent.MessageAdded.class,
            event -> {
              storage.put(event.queueName(), event.message());
              answerSoon();
            })
        .match(
            QueueEvent.MessageUpdated.class,
            event -> {
              storage.put(event.queueName(), event.message());
              answerSoon();
            })
        .match(
            QueueEvent.MessageRemoved.class,
            event -> {
              storage.removeMessage(event.queueName(), event.messageId());
              answerSoon();
            })
        .match(
            Ask.class,
            ask -> getSender().tell(new Held(storage.messageIds(ask.queue())), getSelf()))
        .match(
            Forget.class,
            purged -> {
              purged.ids().forEach(id -> storage.removeMessage(purged.queue(), id));
              purgers.add(getSender());
              commitSoon();
            })
        .match(Commit.class, now -> commit())
        .build();
  }

  private void answerSoon() {
    waiting.add(getSender());
    commitSoon();
  }

  private void commitSoon() {
    if (!committing) {
      committing = true;
      getSelf().tell(Commit.NOW, getSelf());
    }
  }

  private void commit() {
    committing = false;
    storage.commit();
    waiting.forEach(queue -> queue.tell(OperationSuccessful$.MODULE$, getSelf()));
    waiting.clear();
    purgers.forEach(caller -> caller.tell(BoxedUnit.UNIT, getSelf()));
    purgers.clear();
  }
}
