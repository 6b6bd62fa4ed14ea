package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import java.util.Map;
import java.util.Set;

/** The entry of Apache Kafka in the list of systems. */
public final class Kafka {
  private Kafka() {}

  /** Loads no class of Kafka. */
  public static BrokerKind kind() {
    return new BrokerKind(
        "kafka",
        "Apache Kafka",
        Set.of(Form.EMBEDDED),
        Map.of(),
        () -> {
          throw new IllegalStateException("being written");
        });
  }
}
