package dev.parley.brokers.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.PartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Stores what the queues tell, and answers when it is committed: only then does ElasticMQ confirm a
 * message. What arrives while a commit runs is committed together.
 */
final class StorageActor extends AbstractActor {
  private static final Logger LOG = LoggerFactory.getLogger(StorageActor.class);

  private final Storage storage;
  private final List<ActorRef> waiting = new ArrayList<>();
  private final List<ActorRef> purgers = new ArrayList<>();
  private final Consumer<String> lost;
  private boolean committing;
  private boolean broken;

  /**
   * @param lost told why nothing can be stored any more; nothing is confirmed from then on
   */
  StorageActor(Storage storage, Consumer<String> lost) {
    this.storage = storage;
    this.lost = lost;
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

  @Override
  public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
    if (broken) {
      return;
    }
    try {
      super.aroundReceive(receive, message);
    } catch (MVStoreException failed) {
      broken = true;
      LOG.error("Nothing can be stored any more", failed);
      lost.accept("what it is told cannot be stored: " + Failures.line(failed));
    }
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
    // A file that is deleted can still be written to, and nobody will find it again.
    if (!storage.isThere()) {
      broken = true;
      lost.accept("its data is gone");
      return;
    }
    waiting.forEach(queue -> queue.tell(OperationSuccessful$.MODULE$, getSelf()));
    waiting.clear();
    purgers.forEach(caller -> caller.tell(BoxedUnit.UNIT, getSelf()));
    purgers.clear();
  }
}
