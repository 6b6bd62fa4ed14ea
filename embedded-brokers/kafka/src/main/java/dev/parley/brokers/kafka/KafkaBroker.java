package dev.parley.brokers.kafka;

final class KafkaBroker {
  static dev.parley.brokers.Broker connect(
      String a, dev.parley.brokers.Settings s, dev.parley.brokers.Traffic t) {
    throw new IllegalStateException();
  }
}
