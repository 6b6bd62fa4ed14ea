package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.commands.UserException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each line of a file or of the standard input is a payload, octet for octet, without the line feed
 * at its end but with a carriage return before it; an empty line is an empty one. {@code {n}} in
 * the key counts them from 1.
 */
final class LineMessages implements MessageSource {
  private final Address address;
  private final InputStream lines;
  private final Optional<String> key;
  private final List<Header> headers;
  private final Map<String, String> properties;
  private final Optional<Instant> timestamp;
  private long read;

  LineMessages(
      Address address,
      InputStream lines,
      Optional<String> key,
      List<Header> headers,
      Map<String, String> properties,
      Optional<Instant> timestamp) {
    this.address = address;
    this.lines = new BufferedInputStream(lines, 1 << 16);
    this.key = key;
    this.headers = headers;
    this.properties = properties;
    this.timestamp = timestamp;
  }

  @Override
  public Optional<Message> next() throws IOException {
    int octet = lines.read();
    if (octet < 0) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (; octet >= 0 && octet != '\n'; octet = lines.read()) {
      line.write(octet);
      if (line.size() > Sources.LARGEST) {
        throw UserException.failed(
            "line " + (read + 1) + " is larger than " + (Sources.LARGEST >> 20) + " MB",
            "is it the file that is meant?");
      }
    }
    read++;
    return Optional.of(message(line));
  }

  private Message message(ByteArrayOutputStream line) {
    return new Message(
        address,
        key.map(text -> Bytes.utf8(GeneratedMessages.counted(text, read))),
        headers,
        Optional.of(Bytes.wrap(line.toByteArray())),
        timestamp,
        Optional.empty(),
        properties);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
