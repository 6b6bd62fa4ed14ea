package dev.parley.commands.messages;

import dev.parley.brokers.Message;
import java.io.IOException;
import java.util.Optional;

/** The first so many messages of what may hold more; those behind them are not read. */
final class FirstMessages implements MessageSource {
  private final MessageSource source;
  private long left;

  FirstMessages(MessageSource source, long count) {
    this.source = source;
    this.left = count;
  }

  @Override
  public Optional<Message> next() throws IOException {
    return left-- > 0 ? source.next() : Optional.empty();
  }

  @Override
  public Optional<String> passedOver() {
    return source.passedOver();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
