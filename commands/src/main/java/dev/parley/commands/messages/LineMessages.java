package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each line of a file or of the standard input is a payload, octet for octet; empty lines are
 * passed over.
 */
final class LineMessages implements MessageSource {
  private final Address address;
  private final InputStream lines;
  private final Optional<String> key;
  private final List<Header> headers;
  private final Map<String, String> properties;

  LineMessages(
      Address address,
      InputStream lines,
      Optional<String> key,
      List<Header> headers,
      Map<String, String> properties) {
    this.address = address;
    this.lines = new BufferedInputStream(lines, 1 << 16);
    this.key = key;
    this.headers = headers;
    this.properties = properties;
  }

  @Override
  public Optional<Message> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = lines.read();
    while (octet >= 0) {
      if (octet == '\n') {
        if (line.size() > 0) {
          return Optional.of(message(line));
        }
      } else if (octet != '\r') {
        line.write(octet);
      }
      octet = lines.read();
    }
    return line.size() > 0 ? Optional.of(message(line)) : Optional.empty();
  }

  private Message message(ByteArrayOutputStream line) {
    return new Message(
        address,
        key.map(Bytes::utf8),
        headers,
        Optional.of(Bytes.wrap(line.toByteArray())),
        Optional.empty(),
        Optional.empty(),
        properties);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
