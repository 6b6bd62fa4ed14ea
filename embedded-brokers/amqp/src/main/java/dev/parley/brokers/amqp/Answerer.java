package dev.parley.brokers.amqp;

import com.rabbitmq.client.Address;
import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Who answers where no connection came about: one question in plain text, and its first octets. */
final class Answerer {
  private static final int MILLIS = 1000;
  private static final int ENOUGH = 8;

  /** The protocol's header; the rest ends the request that a server of HTTP takes it for. */
  private static final byte[] QUESTION =
      "AMQP\u0000\u0000\u0009\u0001\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Answerer() {}

  /** What is wrong with the scheme or the port, as far as the answer tells. */
  static Optional<BrokerException> explain(Endpoint endpoint) {
    Address address = endpoint.addresses().get(0);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(QUESTION);
      return explain(endpoint, socket.getInputStream().readNBytes(ENOUGH));
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  static Optional<BrokerException> explain(Endpoint endpoint, byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    String where = " answers at " + endpoint.where();
    // A TLS record begins with its type, alert or handshake, and the version (RFC 8446, 5.1).
    if (!endpoint.tls() && text.matches("(?s)[\\x15\\x16]\\x03.*")) {
      return Optional.of(new BrokerException("TLS" + where, "amqps:// in place of amqp://"));
    }
    // A header of the protocol's, or the first frame, a method on channel 0 (4.2.3).
    if (endpoint.tls() && (text.startsWith("AMQP") || text.startsWith("\u0001\u0000\u0000"))) {
      return Optional.of(
          new BrokerException("AMQP without TLS" + where, "amqp:// in place of amqps://"));
    }
    if (text.startsWith("HTTP") || text.startsWith("<!DOC")) {
      return Optional.of(
          new BrokerException("HTTP" + where, "AMQP has a port of its own, mostly 5672 or 5671"));
    }
    return text.startsWith("SSH-")
        ? Optional.of(new BrokerException("SSH" + where, "AMQP is mostly at port 5672"))
        : Optional.empty();
  }
}
