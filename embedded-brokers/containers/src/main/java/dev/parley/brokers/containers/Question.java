package dev.parley.brokers.containers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One question to the engine, with a deadline that holds whatever the engine does: it is asked on a
 * thread of its own, whose connection is closed when the time is over.
 */
final class Question {
  private static final int LONGEST_ANSWER_BYTES = 1_000_000;
  private static final int FIRST_DIGIT = "HTTP/1.1 ".length();

  private final EngineAddress engine;
  private final String path;
  private final AtomicReference<AutoCloseable> connection = new AtomicReference<>(() -> {});

  private Question(EngineAddress engine, String path) {
    this.engine = engine;
    this.path = path;
  }

  /**
   * @param status of HTTP
   * @param body as text
   */
  record Answer(int status, String body) {}

  /**
   * @throws TimeoutException if nothing came in time
   */
  static Answer ask(EngineAddress engine, String path, Duration deadline)
      throws IOException, InterruptedException, TimeoutException {
    return new Question(engine, path).answer(deadline);
  }

  private Answer answer(Duration deadline)
      throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                answer.complete(asked());
              } catch (IOException | RuntimeException failed) {
                answer.completeExceptionally(failed);
              }
            },
            "container-engine-question");
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(Math.max(1, deadline.toMillis()), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } finally {
      // Ends the thread, wherever it waits: an interrupted channel closes itself.
      asking.interrupt();
      close();
    }
  }

  private void close() throws IOException {
    try {
      connection.get().close();
    } catch (IOException failed) {
      throw failed;
    } catch (Exception never) {
      throw new IllegalStateException(never);
    }
  }

  private Answer asked() throws IOException {
    try (SocketChannel channel = engine.connect()) {
      connection.set(channel);
      if (engine.encrypted()) {
        // Whether it answers is seen by those who have the certificate; that it is there, is known.
        return new Answer(200, "");
      }
      // HTTP/1.0: the answer is not in chunks, and ends with the connection.
      String request = "GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n";
      ByteBuffer octets = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      InputStream input = Channels.newInputStream(channel);
      return parsed(new String(input.readNBytes(LONGEST_ANSWER_BYTES), StandardCharsets.UTF_8));
    }
  }

  private static Answer parsed(String text) throws IOException {
    int head = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.") || head < FIRST_DIGIT + 3) {
      throw new IOException("what listens there does not speak HTTP");
    }
    try {
      int status = Integer.parseInt(text.substring(FIRST_DIGIT, FIRST_DIGIT + 3));
      return new Answer(status, text.substring(head + 4));
    } catch (NumberFormatException noStatus) {
      throw new IOException("what listens there does not speak HTTP", noStatus);
    }
  }
}
