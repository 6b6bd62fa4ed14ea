package dev.parley.commands;

import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Prints messages as JSON, one a line. */
public final class RecordSink implements MessageSink, AutoCloseable {
  private final OutputStream buffer;
  private final MessageJsonWriter writer;
  private boolean any;

  public RecordSink(OutputStream to) throws IOException {
    // Larger than the writer's own buffer, which hands over every 8,000 octets.
    buffer = new BufferedOutputStream(to, 1 << 16);
    writer = new MessageJsonWriter(buffer);
  }

  @Override
  public void accept(Message message) {
    try {
      writer.write(message);
      any = true;
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.flush();
    if (any) {
      buffer.write('\n');
    }
    buffer.flush();
  }
}
