package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.commands.Counts;
import dev.parley.commands.MessageJsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Messages as {@code pull -o json} printed them. */
final class RecordedMessages implements MessageSource {
  private final InputStream from;
  private final MessageJsonReader reader;

  RecordedMessages(InputStream from, Optional<Address> destination) throws IOException {
    this.from = from;
    this.reader = new MessageJsonReader(from, destination);
  }

  @Override
  public Optional<String> passedOver() {
    return reader.outcomes() == 0
        ? Optional.empty()
        : Optional.of(
            Counts.of(reader.outcomes()) + " records of what publish had printed were passed over");
  }

  @Override
  public Optional<Message> next() throws IOException {
    return reader.next();
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}
