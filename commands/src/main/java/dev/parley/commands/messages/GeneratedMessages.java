package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message, or many made from one: {@code {n}} in the payload and the key counts from 1. */
final class GeneratedMessages implements MessageSource {
  private static final String COUNTER = "{n}";

  private final Address address;
  private final Template template;
  private final long count;
  private long made;

  /**
   * @param payload empty for a tombstone; not used where {@code size} is given
   * @param size bytes of a made-up payload: a counter and filling
   */
  record Template(
      Optional<String> key,
      List<Header> headers,
      Optional<String> payload,
      Optional<Integer> size,
      Optional<Instant> timestamp,
      Map<String, String> properties) {}

  /**
   * Prepares messages.
   *
   * @param count how many, {@link Long#MAX_VALUE} for no end; with more than one, {@code {n}} is
   *     replaced, so that a single message is sent exactly as typed
   */
  GeneratedMessages(Address address, Template template, long count) {
    this.address = address;
    this.template = template;
    this.count = count;
  }

  @Override
  public Optional<Message> next() {
    if (made == count) {
      return Optional.empty();
    }
    made++;
    return Optional.of(
        new Message(
            address,
            template.key().map(key -> Bytes.utf8(counted(key))),
            template.headers(),
            payload(),
            template.timestamp(),
            Optional.empty(),
            template.properties()));
  }

  private Optional<Bytes> payload() {
    if (template.size().isPresent()) {
      byte[] octets = new byte[template.size().get()];
      Arrays.fill(octets, (byte) 'x');
      byte[] counter = Long.toString(made).getBytes(StandardCharsets.US_ASCII);
      // A short payload keeps the digits that differ.
      int from = Math.max(0, counter.length - octets.length);
      System.arraycopy(counter, from, octets, 0, counter.length - from);
      if (counter.length < octets.length) {
        octets[counter.length] = ' ';
      }
      return Optional.of(Bytes.wrap(octets));
    }
    return template.payload().map(payload -> Bytes.utf8(counted(payload)));
  }

  private String counted(String text) {
    return count > 1 ? counted(text, made) : text;
  }

  /** A text with a number in place of its counter. */
  static String counted(String text, long number) {
    return text.contains(COUNTER) ? text.replace(COUNTER, Long.toString(number)) : text;
  }
}
