package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code create} asks of a queue, as the arguments that its broker knows.
 *
 * @param mustExist where the broker wants to see a destination before it is named
 * @param detour an exchange and a key for what comes to {@link #detourName}
 */
record QueueSettings(
    boolean durable,
    Map<String, Object> arguments,
    Optional<Address> mustExist,
    Optional<Address.Exchange> detour) {
  /** Qpid's own name; it makes the queue one of priorities. */
  static final String QPID_PRIORITIES = "x-qpid-priorities";

  QueueSettings {
    arguments = Map.copyOf(arguments);
  }

  /**
   * @throws BrokerException if the broker cannot do it as RabbitMQ does
   */
  static QueueSettings of(Settings settings, Product product) {
    for (String exchanges : new String[] {"type", "alternate"}) {
      if (settings.has(exchanges)) {
        throw new BrokerException(
            "--" + exchanges + " is for an exchange", "an exchange is written rabbit:NAME/");
      }
    }
    return product.qpid() ? qpid(settings) : rabbit(settings);
  }

  static boolean durable(Settings settings) {
    if (settings.has("durable") && settings.has("transient")) {
      throw new BrokerException("either --durable or --transient", "durable is the default");
    }
    return !settings.has("transient");
  }

  private static QueueSettings rabbit(Settings settings) {
    Map<String, Object> arguments = new HashMap<>();
    if (settings.has("quorum") && settings.has("stream")) {
      throw new BrokerException("either --quorum or --stream", "a queue has one type");
    }
    if (settings.has("quorum")) {
      arguments.put("x-queue-type", "quorum");
    }
    if (settings.has("stream")) {
      arguments.put("x-queue-type", "stream");
    }
    settings.duration("ttl").ifPresent(ttl -> arguments.put("x-message-ttl", ttl.toMillis()));
    settings.number("max-length").ifPresent(most -> arguments.put("x-max-length", most));
    settings.number("priority").ifPresent(most -> arguments.put("x-max-priority", most));
    settings
        .text("dead-letter")
        .map(DeadLetter::parse)
        .ifPresent(
            dead -> {
              arguments.put("x-dead-letter-exchange", dead.exchange());
              dead.key().ifPresent(key -> arguments.put("x-dead-letter-routing-key", key));
            });
    return new QueueSettings(durable(settings), arguments, Optional.empty(), Optional.empty());
  }

  private static QueueSettings qpid(Settings settings) {
    for (String type : new String[] {"quorum", "stream"}) {
      if (settings.has(type)) {
        throw new BrokerException("--" + type + " needs RabbitMQ itself", Product.ELSEWHERE);
      }
    }
    if (settings.has("max-length") && settings.has("dead-letter")) {
      throw new BrokerException(
          "--max-length with --dead-letter needs RabbitMQ itself: here what is dropped is gone",
          Product.ELSEWHERE);
    }
    Map<String, Object> arguments = new HashMap<>();
    // One attempt: what is rejected without being requeued is not delivered again.
    arguments.put("x-qpid-maximum-delivery-count", 1);
    settings
        .duration("ttl")
        .ifPresent(
            ttl -> {
              if (ttl.isZero()) {
                throw new BrokerException("--ttl 0 needs RabbitMQ itself", Product.ELSEWHERE);
              }
              arguments.put("maximumMessageTtl", ttl.toMillis());
            });
    settings
        .number("max-length")
        .ifPresent(
            most -> {
              arguments.put("maximumQueueDepthMessages", most);
              arguments.put("overflowPolicy", "RING");
            });
    settings
        .number("priority")
        .ifPresent(
            most -> {
              if (most < 8 || most > 127) {
                throw new BrokerException(
                    "--priority " + most + " needs RabbitMQ itself: here it is 8 to 127",
                    Product.ELSEWHERE);
              }
              arguments.put(QPID_PRIORITIES, levels(most));
            });
    Optional<Address> mustExist = Optional.empty();
    Optional<Address.Exchange> detour = Optional.empty();
    if (settings.has("dead-letter")) {
      DeadLetter dead = DeadLetter.parse(settings.text("dead-letter").orElseThrow());
      String destination = dead.exchange().isEmpty() ? dead.key().orElse("") : dead.exchange();
      detour =
          dead.key()
              .filter(key -> !dead.exchange().isEmpty())
              .map(key -> new Address.Exchange(dead.exchange(), key));
      arguments.put(
          "alternateBinding",
          Map.of("destination", detour.map(QueueSettings::detourName).orElse(destination)));
      arguments.put("expiryPolicy", "ROUTE_TO_ALTERNATE");
      mustExist =
          Optional.of(
              dead.exchange().isEmpty()
                  ? new Address.Queue("rabbit", destination)
                  : new Address.Exchange(destination, ""));
    }
    return new QueueSettings(durable(settings), arguments, mustExist, detour);
  }

  /**
   * Qpid dead-letters under the old key only; from an exchange of this name it goes on under the
   * new one. The same for all queues with this dead letter, so that none has to take it along.
   */
  static String detourName(Address.Exchange to) {
    return "dead-letter:" + to.exchange() + "/" + to.key();
  }

  /**
   * Qpid puts its levels around the priority 4. With so many the highest one is the one that was
   * asked for, and none from 0 up to it shares its level with another ({@code PriorityQueueList}).
   */
  private static int levels(long highest) {
    return highest == 8 ? 9 : (int) (2 * highest - 8);
  }

  /** Where rejected and expired messages go: an exchange and, if it is to be another, a key. */
  record DeadLetter(String exchange, Optional<String> key) {
    static DeadLetter parse(String text) {
      Address address = Address.parse(text.startsWith("rabbit:") ? text : "rabbit:" + text);
      if (address instanceof Address.Exchange exchange) {
        return new DeadLetter(
            exchange.exchange(), Optional.of(exchange.key()).filter(key -> !key.isEmpty()));
      }
      return new DeadLetter("", Optional.of(((Address.Queue) address).name()));
    }
  }
}
