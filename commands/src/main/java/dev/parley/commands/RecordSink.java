package dev.parley.commands;

import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Prints messages as JSON, one a line. */
public final class RecordSink implements MessageSink, AutoCloseable {
  private final MessageJsonWriter writer;

  /**
   * @param parsed whether a payload that is JSON is written as the value that it is
   */
  public RecordSink(OutputStream to, boolean parsed) {
    writer = new MessageJsonWriter(to, parsed);
  }

  @Override
  public void accept(Message message) {
    try {
      writer.write(message);
      writer.endLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.flush();
  }
}
