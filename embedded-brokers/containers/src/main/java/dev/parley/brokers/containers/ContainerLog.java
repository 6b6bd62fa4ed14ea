package dev.parley.brokers.containers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.output.OutputFrame;

/**
 * What a container prints, in a file. It is bounded; what came before the last start is in a second
 * file of the same name with {@code .1}.
 */
final class ContainerLog implements Consumer<OutputFrame>, AutoCloseable {
  private static final long MOST_BYTES = 4_000_000;

  private final Path path;
  private final OutputStream output;
  private long written;
  private boolean closed;

  ContainerLog(Path path) throws IOException {
    this.path = path;
    Files.createDirectories(path.toAbsolutePath().getParent());
    if (Files.exists(path)) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    this.output = Files.newOutputStream(path);
  }

  @Override
  public synchronized void accept(OutputFrame frame) {
    byte[] octets = frame.getBytes();
    if (closed || octets == null || written > MOST_BYTES) {
      return;
    }
    try {
      output.write(octets);
      written += octets.length;
      if (written > MOST_BYTES) {
        output.write(
            "\nThe log has reached its bound; what follows is not kept.\n"
                .getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException full) {
      // A log that cannot be written has nowhere to say so.
      closed = true;
    }
  }

  /** The first group of the last place that matches. */
  synchronized Optional<String> last(Pattern pattern) {
    try {
      Optional<String> found = Optional.empty();
      Matcher matcher = pattern.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        found = Optional.of(matcher.group(1));
      }
      return found;
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    output.close();
  }
}
