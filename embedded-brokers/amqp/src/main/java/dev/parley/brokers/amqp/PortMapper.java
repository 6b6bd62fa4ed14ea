package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The Erlang port mapper of one cluster, as the child of a small shell that outlives this program
 * by a moment: when there is nothing more to read from it, it ends the mapper, and wakes the nodes
 * that were paused, so that they notice, too. To wake a process harms nobody, even if its number
 * belongs to another one by then.
 */
final class PortMapper implements AutoCloseable {
  private static final long STARTING_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String SCRIPT =
      """
      trap '' INT QUIT HUP TSTP
      "$0" -port "$1" -address 127.0.0.1 </dev/null >/dev/null 2>&1 &
      mapper=$!
      paused=
      while read -r number; do paused="$paused $number"; done
      kill -KILL $mapper
      wait $mapper 2>/dev/null
      for number in $paused; do kill -CONT $number 2>/dev/null; done
      exit 0
      """;

  private final Process shell;
  private final int port;

  private PortMapper(Process shell, int port) {
    this.shell = shell;
    this.port = port;
  }

  static PortMapper start(Path program, int port, Path directory)
      throws IOException, InterruptedException {
    PortMapper mapper =
        new PortMapper(
            new ProcessBuilder("/bin/sh", "-c", SCRIPT, program.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(directory.toFile())
                .start(),
            port);
    try {
      mapper.awaitReady();
      return mapper;
    } catch (InterruptedException | BrokerException failed) {
      mapper.close();
      throw failed;
    }
  }

  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + STARTING_NANOS;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1000);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline || !shell.isAlive()) {
          throw new BrokerException("Erlang's port mapper did not start", "is epmd all right?");
        }
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  int port() {
    return port;
  }

  /** To be woken if this program is gone. */
  void paused(long process) throws IOException {
    OutputStream input = shell.getOutputStream();
    input.write((process + "\n").getBytes(StandardCharsets.US_ASCII));
    input.flush();
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException gone) {
      // Then it has read the end already.
    }
    shell.onExit().join();
  }
}
