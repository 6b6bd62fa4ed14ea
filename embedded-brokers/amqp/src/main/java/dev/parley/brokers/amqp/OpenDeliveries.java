package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.support.OpenNumbers;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Numbers of deliveries that wait for the user, with what the broker calls them. */
final class OpenDeliveries {
  private final ConcurrentSkipListMap<Long, Open> open = new ConcurrentSkipListMap<>();

  void add(long number, QueueReader reader, long tag, Message message) {
    open.put(number, new Open(reader, tag, message));
  }

  /**
   * @throws BrokerException if none of that number is open
   */
  Open take(String name, long number) {
    Open found = open.remove(number);
    if (found == null) {
      throw OpenNumbers.missing(name, number, open.keySet());
    }
    return found;
  }

  List<Long> numbers() {
    return List.copyOf(open.keySet());
  }

  int count() {
    return open.size();
  }

  /** The broker has taken them back. */
  void clear() {
    open.clear();
  }

  /** One that waits. */
  record Open(QueueReader reader, long tag, Message message) {}
}
