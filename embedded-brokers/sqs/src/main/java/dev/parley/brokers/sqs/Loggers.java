package dev.parley.brokers.sqs;

import java.util.List;

/** Who writes the log of the server and of its clients. */
final class Loggers {
  static final List<String> SERVER =
      List.of("org.elasticmq", "org.apache.pekko", "dev.parley.brokers");
  static final List<String> CLIENT = List.of("software.amazon.awssdk", "dev.parley.brokers");

  private Loggers() {}
}
