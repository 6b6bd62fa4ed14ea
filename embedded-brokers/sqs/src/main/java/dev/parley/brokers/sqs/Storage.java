package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Queues and messages in a file of H2's storage engine. What was committed survives the killing of
 * the program. ElasticMQ's own storage opens one database for the JVM's whole life, reads the order
 * of a FIFO queue back as chance has it, and depends on the default charset.
 */
final class Storage implements AutoCloseable {
  private final Path file;
  private final MVStore store;
  private final MVMap<String, byte[]> queues;
  private final MVMap<String, byte[]> messages;

  private Storage(Path file, MVStore store) {
    this.file = file;
    this.store = store;
    this.queues = store.openMap("queues");
    this.messages = store.openMap("messages");
  }

  /**
   * @throws BrokerException if the file cannot be read or written
   */
  static Storage open(Path file) {
    try {
      // Who commits is decided here, and not by a clock.
      return new Storage(
          file, new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open());
    } catch (MVStoreException failed) {
      throw new BrokerException(
          file + " cannot be read: " + Failures.line(failed), "another directory", failed);
    }
  }

  void put(QueueData queue) {
    queues.put(queue.name(), StoredQueue.write(queue));
  }

  void removeQueue(String name) {
    queues.remove(name);
    messageIds(name).forEach(id -> removeMessage(name, id));
  }

  /** Of the messages that a queue holds. */
  List<String> messageIds(String queue) {
    String prefix = prefix(queue);
    List<String> ids = new ArrayList<>();
    Iterator<String> keys = messages.keyIterator(prefix);
    while (keys.hasNext()) {
      String key = keys.next();
      if (!key.startsWith(prefix)) {
        break;
      }
      ids.add(key.substring(prefix.length()));
    }
    return ids;
  }

  void put(String queue, InternalMessage message) {
    if (queues.containsKey(queue)) {
      messages.put(prefix(queue) + message.id(), StoredMessage.write(message));
    }
  }

  void removeMessage(String queue, String id) {
    messages.remove(prefix(queue) + id);
  }

  void commit() {
    store.commit();
  }

  List<QueueData> queues() {
    return queues.values().stream().map(StoredQueue::read).toList();
  }

  /** By the name of their queue. */
  Map<String, List<InternalMessage>> messages() {
    return messages.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().substring(0, entry.getKey().indexOf('/')),
                Collectors.mapping(
                    entry -> StoredMessage.read(entry.getValue()), Collectors.toList())));
  }

  /** No queue's name has a slash. */
  private static String prefix(String queue) {
    return queue + "/";
  }

  /** Whether somebody who starts again will find it. */
  boolean isThere() {
    return Files.exists(file);
  }

  void kill() {
    store.closeImmediately();
  }

  @Override
  public void close() {
    if (!store.isClosed()) {
      store.close();
    }
  }
}
