package dev.parley.brokers.sqs;

import dev.parley.brokers.Bytes;
import java.util.Base64;
import java.util.Optional;

/**
 * SQS takes text, not octets: Unicode without most control characters, and never nothing. What is
 * such text goes as it is. Any other payload goes as base64, or if it is empty as a dash, and the
 * attribute {@value #ENCODING} says so.
 */
final class Payloads {
  static final String ENCODING = "parley-encoding";
  static final String BASE64 = "base64";
  static final String EMPTY = "empty";
  private static final String PLACE_HOLDER = "-";

  private Payloads() {}

  /**
   * @param encoding absent for text as it is
   */
  record Body(String text, Optional<String> encoding) {}

  static Body body(Bytes payload) {
    if (payload.length() == 0) {
      return new Body(PLACE_HOLDER, Optional.of(EMPTY));
    }
    return payload
        .text()
        .filter(Payloads::allowed)
        .map(text -> new Body(text, Optional.empty()))
        .orElseGet(
            () ->
                new Body(
                    Base64.getEncoder().encodeToString(payload.unwrap()), Optional.of(BASE64)));
  }

  /** What another program put there under our attribute's name is given as it is. */
  static Bytes payload(String body, Optional<String> encoding) {
    if (encoding.filter(EMPTY::equals).isPresent()) {
      return Bytes.EMPTY;
    }
    if (encoding.filter(BASE64::equals).isPresent()) {
      try {
        return Bytes.wrap(Base64.getDecoder().decode(body));
      } catch (IllegalArgumentException noBase64) {
        return Bytes.utf8(body);
      }
    }
    return Bytes.utf8(body);
  }

  /** Whether it is one of the ways in which we write. */
  static boolean isEncoding(String text) {
    return text.equals(BASE64) || text.equals(EMPTY);
  }

  /** Whether it is text that SQS takes, in a body and in an attribute. */
  static boolean allowed(String text) {
    return !text.isEmpty()
        && text.codePoints()
            .allMatch(
                point ->
                    point == '\t'
                        || point == '\n'
                        || point == '\r'
                        || (point >= ' ' && point <= 0xd7ff)
                        || (point >= 0xe000 && point <= 0xfffd)
                        || point >= 0x10000);
  }
}
