package dev.parley.brokers;

/** What a system does not have, said in one line. */
final class Unsupported {
  private Unsupported() {}

  static BrokerException manual(String subscription) {
    return new BrokerException(
        subscription + " acknowledges by itself",
        "subscribe with --ack manual, where the system has it");
  }

  static BrokerException extend(String subscription) {
    return new BrokerException(
        subscription + " has all the time it needs",
        "in SQS a message is hidden for a time only: subscribe sqs:… --ack manual");
  }

  static BrokerException verb(String system, String verb) {
    return new BrokerException(system + " has no " + verb, "help " + verb + " names what has it");
  }

  static BrokerException node(String system) {
    return new BrokerException(system + " runs as one node here", "status shows the nodes");
  }
}
