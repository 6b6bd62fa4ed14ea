package dev.parley.commands;

import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One message as one JSON line. */
public final class MessageRecord {
  private MessageRecord() {}

  public static String of(Message message) {
    return of(message, false);
  }

  /**
   * @param parsed whether a payload that is JSON is written as the value that it is
   */
  public static String of(Message message, boolean parsed) {
    return text(writer -> writer.write(message), parsed);
  }

  static String live(String subscription, Delivery delivery, boolean parsed) {
    return text(writer -> writer.write(subscription, delivery), parsed);
  }

  private static String text(Step step, boolean parsed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      MessageJsonWriter writer = new MessageJsonWriter(bytes, parsed);
      step.to(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private interface Step {
    void to(MessageJsonWriter writer) throws IOException;
  }
}
