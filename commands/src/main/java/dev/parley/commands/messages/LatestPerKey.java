package dev.parley.commands.messages;

import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Position;
import dev.parley.commands.Counts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the newest message of each key, as compaction does: within a partition, and a message
 * without a payload removes its key. One message a key is in memory, whatever there is to read.
 */
final class LatestPerKey implements MessageSink {
  private final Map<Key, Message> newest = new LinkedHashMap<>();
  private long keyless;
  private long read;

  private record Key(Optional<Integer> partition, Bytes key) {}

  @Override
  public void accept(Message message) {
    read++;
    if (message.key().isEmpty()) {
      keyless++;
      return;
    }
    Optional<Integer> partition =
        message
            .position()
            .map(position -> position instanceof Position.Log log ? log.partition() : 0);
    Key key = new Key(partition, message.key().get());
    // In the order of the newest ones, and not of when their keys came first.
    newest.remove(key);
    if (message.payload().isPresent()) {
      newest.put(key, message);
    }
  }

  /** Those that are left, in the order in which they came. */
  Iterable<Message> messages() {
    return newest.values();
  }

  /** What was read to find them. */
  String summary() {
    return "the newest of each key in "
        + Counts.messages(read)
        + (keyless == 0 ? "" : ", of which " + Counts.of(keyless) + " without a key are left out");
  }
}
