package dev.parley.brokers.kafka;

import java.util.Map;

/** Settings of a server whose kills, compaction and retention somebody is waiting to see. */
final class ShortTimes {
  private ShortTimes() {}

  /** All of them, for a cluster of so many nodes. */
  static void put(Map<String, String> all, int nodes) {
    soon(all, nodes);
    groups(all);
  }

  private static void soon(Map<String, String> all, int nodes) {
    all.put("log.initial.task.delay.ms", "100");
    all.put("log.retention.check.interval.ms", "500");
    all.put("log.segment.delete.delay.ms", "500");
    all.put("log.cleaner.backoff.ms", "200");
    // Writing these points is also how a vanished directory is noticed.
    all.put("replica.high.watermark.checkpoint.interval.ms", "1000");
    all.put("controller.quorum.election.timeout.ms", "200");
    all.put("broker.heartbeat.interval.ms", "500");
    // A node that was killed can come back only after this time, and it may be the only one. Of
    // several, another one leads only after it; a single one has nobody to hurry for.
    all.put("broker.session.timeout.ms", nodes == 1 ? "3000" : "2500");
    // A follower that is behind for longer holds up confirmations no more.
    all.put("replica.lag.time.max.ms", "3000");
    // A node that was restarted without a majority waits for one, until somebody ends it.
    all.put("initial.broker.registration.timeout.ms", "86400000");
  }

  private static void groups(Map<String, String> all) {
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("group.min.session.timeout.ms", "500");
    for (String type : new String[] {"consumer", "share"}) {
      String prefix = "group." + type + ".";
      all.put(prefix + "session.timeout.ms", "2000");
      all.put(prefix + "min.session.timeout.ms", "1000");
      all.put(prefix + "heartbeat.interval.ms", "250");
      all.put(prefix + "min.heartbeat.interval.ms", "100");
      all.put(prefix + "assignment.interval.ms", "0");
    }
    all.put("group.share.min.record.lock.duration.ms", "1000");
    all.put("group.share.initialize.retry.interval.ms", "1000");
  }
}
