package dev.parley.commands.messages;

import dev.parley.brokers.Message;
import java.io.IOException;
import java.util.Optional;

/** The messages that one {@code publish} sends, one after the other. */
interface MessageSource extends AutoCloseable {
  /** The next message; empty at the end. */
  Optional<Message> next() throws IOException;

  /** What was read and is no message, in one line. */
  default Optional<String> passedOver() {
    return Optional.empty();
  }

  @Override
  default void close() throws IOException {}
}
