package dev.parley.brokers.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one answer, merged by their times: those of one partition stay in the order of the
 * log, whatever their times are, and those of several come as they were written, which of a topic
 * that fits into one answer is all there is to say.
 */
final class ByTime {
  private ByTime() {}

  static Iterable<ConsumerRecord<byte[], byte[]>> of(ConsumerRecords<byte[], byte[]> records) {
    if (records.partitions().size() < 2) {
      return records;
    }
    PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.comparingLong((Head head) -> head.next.timestamp())
                .thenComparingInt(head -> head.next.partition()));
    for (TopicPartition partition : records.partitions()) {
      Iterator<ConsumerRecord<byte[], byte[]>> rest = records.records(partition).iterator();
      if (rest.hasNext()) {
        heads.add(new Head(rest.next(), rest));
      }
    }
    List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>(records.count());
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      merged.add(head.next);
      if (head.rest.hasNext()) {
        heads.add(new Head(head.rest.next(), head.rest));
      }
    }
    return merged;
  }

  private record Head(
      ConsumerRecord<byte[], byte[]> next, Iterator<ConsumerRecord<byte[], byte[]>> rest) {}
}
