package dev.parley.brokers.kafka;

import java.io.IOException;
import org.apache.kafka.storage.internals.log.LogManager;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka compacts all but the segment that is written to, and begins a new one only when the next
 * record arrives. Somebody who looks at five records would wait for ever; so in a compacted topic
 * that has come to rest a new segment begins without it.
 */
final class IdleSegments implements Runnable {
  static final long PERIOD_MILLIS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(IdleSegments.class);
  private static final long AT_REST_MILLIS = 500;

  private final LogManager logs;

  IdleSegments(LogManager logs) {
    this.logs = logs;
  }

  @Override
  public void run() {
    long newest = System.currentTimeMillis() - AT_REST_MILLIS;
    for (UnifiedLog log : logs.allLogs()) {
      if (!log.config().compact || log.topicPartition().topic().startsWith("__")) {
        continue;
      }
      LogSegment active = log.activeSegment();
      if (active.size() > 0 && active.lastModified() < newest) {
        try {
          log.roll();
        } catch (IOException | RuntimeException failed) {
          // As with a topic that is being deleted; the next round finds it gone.
          LOG.warn("No new segment for {}", log.topicPartition(), failed);
        }
      }
    }
  }
}
