package dev.parley.brokers.amqp;

import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.plugin.ConnectionPropertyEnricher;
import org.apache.qpid.server.transport.AMQPConnection;

/**
 * Tells clients in RabbitMQ's words what Qpid can do; some do not ask for confirmations else.
 * Public because Qpid looks for it by its name in {@code META-INF/services}.
 */
public final class Capabilities implements ConnectionPropertyEnricher {
  static final String TYPE = "PARLEY_CAPABILITIES";

  /** For {@link java.util.ServiceLoader}. */
  public Capabilities() {}

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> addConnectionProperties(
      AMQPConnection<?> connection, Map<String, Object> existing) {
    Map<String, Object> properties = new HashMap<>(existing);
    properties.put("capabilities", Map.of("publisher_confirms", true, "basic.nack", true));
    return properties;
  }
}
