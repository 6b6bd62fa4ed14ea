package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What a queue is to be like.
 *
 * @param asked attributes as SQS names them; what was not asked for is not among them, but for how
 *     a FIFO queue tells two messages apart
 * @param deadLetter the name of the queue for messages that keep failing
 */
record QueueSettings(
    Map<QueueAttributeName, String> asked, Optional<String> deadLetter, int maxReceives) {
  private static final long MAX_RECEIVES = 3;

  QueueSettings {
    asked = Map.copyOf(asked);
  }

  static QueueSettings of(String queue, Settings settings) {
    Map<QueueAttributeName, String> asked = new LinkedHashMap<>();
    seconds(settings, "visibility", 0, 43_200)
        .ifPresent(time -> asked.put(QueueAttributeName.VISIBILITY_TIMEOUT, time));
    seconds(settings, "delay", 0, 900)
        .ifPresent(time -> asked.put(QueueAttributeName.DELAY_SECONDS, time));
    seconds(settings, "retention", 60, 1_209_600)
        .ifPresent(time -> asked.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, time));
    if (Queues.fifo(queue)) {
      boolean byContent = !settings.text("dedup").orElse("content").equals("id");
      asked.put(QueueAttributeName.FIFO_QUEUE, "true");
      asked.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, Boolean.toString(byContent));
    } else if (settings.has("dedup")) {
      throw new BrokerException(
          "--dedup is for .fifo queues", "create sqs:" + queue + ".fifo instead");
    }
    Optional<String> deadLetter =
        settings
            .text("dead-letter")
            .map(name -> name.startsWith("sqs:") ? name.substring(4) : name);
    if (settings.has("max-receives") && deadLetter.isEmpty()) {
      throw new BrokerException(
          "--max-receives needs a queue for the messages that fail", "--dead-letter sqs:NAME");
    }
    long most = settings.number("max-receives").orElse(MAX_RECEIVES);
    if (most < 1 || most > 1000) {
      throw new BrokerException("--max-receives is 1 to 1000, not " + most, "");
    }
    return new QueueSettings(asked, deadLetter, (int) most);
  }

  /**
   * Whole seconds, which is what SQS counts in.
   *
   * @throws BrokerException if it is out of bounds, or not whole
   */
  static Optional<String> seconds(Settings settings, String key, long least, long most) {
    Optional<Duration> time = settings.duration(key);
    if (time.isPresent()) {
      check(key, time.get(), least, most);
    }
    return time.map(value -> Long.toString(value.toSeconds()));
  }

  static void check(String key, Duration time, long least, long most) {
    if (time.toSeconds() < least || time.toSeconds() > most || time.toMillis() % 1000 != 0) {
      throw new BrokerException(
          "--" + key + " is whole seconds, " + least + "s to " + most + "s", "");
    }
  }
}
