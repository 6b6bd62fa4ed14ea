package dev.parley.shell;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.amqp.Rabbit;
import dev.parley.brokers.kafka.Kafka;
import dev.parley.brokers.sqs.Sqs;
import java.util.List;

/** The systems that Parley runs and speaks to, in the order of help. */
final class Systems {
  static final List<BrokerKind> ALL = List.of(Kafka.kind(), Rabbit.kind(), Sqs.kind());

  private Systems() {}
}
