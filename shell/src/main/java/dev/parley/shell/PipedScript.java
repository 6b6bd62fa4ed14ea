package dev.parley.shell;

import dev.parley.commands.Line;
import dev.parley.commands.TextFiles;
import dev.parley.commands.UserException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Commands from the standard input: each line when it is complete. A thread of its own reads,
 * because reading does not listen to interrupts; it ends with the input, or with the program.
 */
final class PipedScript {
  /** Bytes of a script, or of one line of it where it comes line by line. */
  static final int LARGEST = 16 << 20;

  private static final String NAME = "standard input";

  /** What was read, or why no more can be read; an empty text is the end. */
  private record Part(String text, Optional<UserException> failure) {}

  private final InputStream from;
  private final BlockingQueue<Part> parts = new SynchronousQueue<>();
  private final Thread reader = new Thread(this::read, "parley-input");

  PipedScript(InputStream from) {
    this.from = new BufferedInputStream(from);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The next line, or several if a quote or a bracket goes on over their ends; empty at the end.
   *
   * @throws UserException if the input is no text
   */
  Optional<String> next() throws InterruptedException {
    Part part = parts.take();
    if (part.failure().isPresent()) {
      throw part.failure().get();
    }
    return Optional.of(part.text()).filter(text -> !text.isEmpty());
  }

  private void read() {
    try {
      try {
        StringBuilder open = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
          open.append(line);
          if (!Line.isOpen(open.toString())) {
            parts.put(new Part(open.toString(), Optional.empty()));
            open.setLength(0);
          }
        }
        if (!open.isEmpty()) {
          parts.put(new Part(open.toString(), Optional.empty()));
        }
        parts.put(new Part("", Optional.empty()));
      } catch (IOException e) {
        parts.put(new Part("", Optional.of(unreadable(NAME, String.valueOf(e.getMessage())))));
      } catch (UserException e) {
        parts.put(new Part("", Optional.of(e)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With its end; empty at the end of all. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = from.read();
    while (octet >= 0) {
      line.write(octet);
      if (line.size() > LARGEST) {
        throw UserException.failed(
            "a line of " + NAME + " is larger than " + (LARGEST >> 20) + " MB",
            "is it the input that is meant?");
      }
      if (octet == '\n') {
        break;
      }
      octet = from.read();
    }
    return TextFiles.text(line.toByteArray(), NAME);
  }

  private static UserException unreadable(String name, String why) {
    return UserException.failed("cannot read " + name + ": " + why, "");
  }
}
