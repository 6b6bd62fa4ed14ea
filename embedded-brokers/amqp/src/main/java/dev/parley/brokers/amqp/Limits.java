package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message may hold besides its payload: its headers and properties go in one frame, and
 * names are short strings (AMQP 0-9-1, 4.2.5.3). It is looked at before the client counts the
 * message as sent, because after a refusal of the client's the count would be wrong.
 */
final class Limits {
  private static final int LONGEST_NAME = 255;

  /** Octets of a character in UTF-8, at most. */
  private static final int WIDEST = 3;

  /** Below it nothing has to be encoded to know that it fits into any frame. */
  private static final int SURELY_FITS = 2048;

  private Limits() {}

  /**
   * @throws BrokerException if it is over a limit, which it names
   */
  static void check(
      Message message, Address.Exchange route, BasicProperties properties, Channel channel) {
    name(route.exchange());
    name(route.key());
    if (surelyFits(message)) {
      return;
    }
    try {
      int octets = properties.toFrame(channel.getChannelNumber(), 0).size();
      int most = channel.getConnection().getFrameMax();
      if (most > 0 && octets > most) {
        throw new BrokerException(
            "the headers and properties of a message are at most "
                + kibibytes(most)
                + " together, not "
                + kibibytes(octets),
            "put what is long into the payload");
      }
    } catch (IllegalArgumentException tooLong) {
      throw Failures.unfit(tooLong);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Qpid takes an empty table for a malformed header, and discards the message some time after it
   * was confirmed (10.1.0, {@code AMQType.FIELD_TABLE}).
   *
   * @throws BrokerException if there is one among the headers
   */
  static void checkForQpid(BasicProperties properties) {
    if (properties.getHeaders() != null
        && properties.getHeaders().values().stream().anyMatch(Limits::holdsEmptyTable)) {
      throw new BrokerException(
          "the embedded RabbitMQ would lose a message with an empty table among its headers",
          "leave the table out, or start rabbit --mode process");
    }
  }

  private static boolean holdsEmptyTable(@Nullable Object value) {
    if (value instanceof Map<?, ?> table) {
      return table.isEmpty() || table.values().stream().anyMatch(Limits::holdsEmptyTable);
    }
    return value instanceof List<?> list && list.stream().anyMatch(Limits::holdsEmptyTable);
  }

  private static String kibibytes(int octets) {
    return (octets + 1023) / 1024 + " KiB";
  }

  private static boolean surelyFits(Message message) {
    int most = 0;
    for (Header header : message.headers()) {
      if (header.name().length() * WIDEST > LONGEST_NAME || header.type().isPresent()) {
        return false;
      }
      int octets = header.value().map(value -> value.unwrap().length).orElse(0);
      if (octets > LONGEST_NAME) {
        return false;
      }
      most += header.name().length() * WIDEST + octets;
    }
    for (String property : message.properties().values()) {
      if (property.length() * WIDEST > LONGEST_NAME) {
        return false;
      }
    }
    return most < SURELY_FITS;
  }

  /**
   * @throws BrokerException if it is too long for a name or a key
   */
  private static void name(String text) {
    if (text.length() * WIDEST > LONGEST_NAME) {
      int octets = text.getBytes(StandardCharsets.UTF_8).length;
      if (octets > LONGEST_NAME) {
        throw tooLong(Integer.toString(octets));
      }
    }
  }

  static BrokerException tooLong(String octets) {
    return new BrokerException(
        "a name, a key or a property is at most " + LONGEST_NAME + " bytes in AMQP, not " + octets,
        "put what is long into the payload");
  }
}
