package dev.parley.brokers.containers;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Listens where an engine would, and answers as it is told, or not at all. */
final class PretendedEngine implements AutoCloseable {
  private final Path socket;
  private final ServerSocketChannel server;
  private final Function<String, Optional<String>> answers;
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

  /**
   * @param answers from the path that is asked for to the status line; none at all if absent
   */
  PretendedEngine(Function<String, Optional<String>> answers) throws IOException {
    // A socket's path is at most 108 octets long.
    this.socket = Files.createTempDirectory("engine").resolve("s");
    this.answers = answers;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread = new Thread(this::serve, "pretended-engine");
    thread.setDaemon(true);
    thread.start();
  }

  Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "unix://" + socket, "TESTCONTAINERS_RYUK_DISABLED", "true");
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        open.add(channel);
        ByteBuffer request = ByteBuffer.allocate(4096);
        if (channel.read(request) < 0) {
          continue;
        }
        String path = StandardCharsets.US_ASCII.decode(request.flip()).toString().split(" ", 3)[1];
        Optional<String> answer = answers.apply(path);
        if (answer.isPresent()) {
          channel.write(
              ByteBuffer.wrap(
                  ("HTTP/1.0 " + answer.get() + "\r\n\r\n{}").getBytes(StandardCharsets.US_ASCII)));
          channel.close();
        }
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel each : open) {
      each.close();
    }
    Files.deleteIfExists(socket);
    Files.deleteIfExists(socket.getParent());
  }
}
