package dev.parley.commands.messages;

import dev.parley.brokers.Message;
import java.io.IOException;
import java.util.Optional;

/** The messages that one {@code publish} sends, one after the other. */
interface MessageSource extends AutoCloseable {
  /** The next message; empty at the end. */
  Optional<Message> next() throws IOException;

  @Override
  default void close() throws IOException {}
}
