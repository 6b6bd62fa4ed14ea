package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.Moment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a reading begins, or ends before what is there: the value of {@code --from}, {@code --to}
 * and {@code --until}.
 */
sealed interface Beginning {
  /** The least number that is a time: milliseconds of the year 1973. Below, it is an offset. */
  long FIRST_TIME = 100_000_000_000L;

  /** So many of the newest, as {@code -5}. */
  Pattern NEWEST = Pattern.compile("-\\d{1,18}");

  /** The offset and the time of each is kept until it is known where they begin. */
  long MOST_NEWEST = 1_000_000;

  /** The offset of each partition, within what is there. */
  Map<TopicPartition, Long> offsets(
      Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions);

  /** The oldest record that is kept. */
  record Earliest() implements Beginning {
    @Override
    public Map<TopicPartition, Long> offsets(
        Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
      return consumer.beginningOffsets(partitions);
    }
  }

  /** After the newest. */
  record Latest() implements Beginning {
    @Override
    public Map<TopicPartition, Long> offsets(
        Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
      return consumer.endOffsets(partitions);
    }
  }

  /** The same offset in every partition, or the nearest there is. */
  record Offset(long offset) implements Beginning {
    @Override
    public Map<TopicPartition, Long> offsets(
        Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> next = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> offsets = new HashMap<>();
      for (TopicPartition partition : partitions) {
        offsets.put(
            partition, Math.max(first.get(partition), Math.min(offset, next.get(partition))));
      }
      return offsets;
    }
  }

  /** The first record of this time or a later one. */
  record Time(Instant time) implements Beginning {
    @Override
    public Map<TopicPartition, Long> offsets(
        Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
      Map<TopicPartition, Long> asked = new HashMap<>();
      partitions.forEach(partition -> asked.put(partition, time.toEpochMilli()));
      Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
      consumer
          .offsetsForTimes(asked)
          .forEach(
              (partition, found) -> {
                if (found != null) {
                  offsets.put(partition, found.offset());
                }
              });
      return offsets;
    }
  }

  /** The newest records of all partitions together, by their times. */
  record Newest(long count) implements Beginning {
    @Override
    public Map<TopicPartition, Long> offsets(
        Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
      return new Tail(consumer, partitions, count).offsets();
    }
  }

  /**
   * @param option whose value it is, without dashes
   * @throws BrokerException if it is none of these
   */
  static Beginning parse(String option, String text) {
    if (text.equals("earliest")) {
      return new Earliest();
    }
    if (text.equals("latest")) {
      return new Latest();
    }
    if (NEWEST.matcher(text).matches()) {
      long count = Long.parseLong(text.substring(1));
      if (count > MOST_NEWEST) {
        throw BrokerException.notUnderstood(
            "--" + option + " takes the newest " + MOST_NEWEST + " at most, not " + count,
            "an offset or a time has no such bound");
      }
      return new Newest(count);
    }
    if (!text.isEmpty()
        && text.length() < 19
        && text.chars().allMatch(character -> character >= '0' && character <= '9')) {
      long number = Long.parseLong(text);
      return number < FIRST_TIME ? new Offset(number) : new Time(Instant.ofEpochMilli(number));
    }
    return new Time(
        Moment.parse(text)
            .orElseThrow(
                () ->
                    BrokerException.notUnderstood(
                        "--"
                            + option
                            + " takes earliest, latest, an offset or a time, not "
                            + Settings.shown(text),
                        "a time is written 2026-11-24T10:00:00Z, 10m for ten minutes ago, or in"
                            + " milliseconds since 1970; -5 is the newest five")));
  }
}
