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
    return text(writer -> writer.write(message));
  }

  static String live(String subscription, Delivery delivery) {
    return text(writer -> writer.write(subscription, delivery));
  }

  private static String text(Step step) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      MessageJsonWriter writer = new MessageJsonWriter(bytes);
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
