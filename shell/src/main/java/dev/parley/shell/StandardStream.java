package dev.parley.shell;

import dev.parley.commands.OutputClosedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output or standard error. Nothing is buffered. What cannot be written is an {@link
 * OutputClosedException}, which knows a closed pipe from a full disk.
 */
final class StandardStream extends OutputStream {
  private final FileOutputStream stream;
  private final Path link;

  private StandardStream(FileDescriptor descriptor, int number) {
    stream = new FileOutputStream(descriptor);
    link = Path.of("/proc/self/fd/" + number);
  }

  static StandardStream out() {
    return new StandardStream(FileDescriptor.out, 1);
  }

  static StandardStream err() {
    return new StandardStream(FileDescriptor.err, 2);
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int from, int length) {
    try {
      stream.write(octets, from, length);
    } catch (IOException e) {
      throw new OutputClosedException(e, isPipe(e));
    }
  }

  /**
   * A pipe or a socket refuses octets only when nobody reads; a file or a device when it is full.
   */
  private boolean isPipe(IOException refusal) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException noSuchFolderHere) {
      return "Broken pipe".equals(refusal.getMessage());
    }
  }
}
