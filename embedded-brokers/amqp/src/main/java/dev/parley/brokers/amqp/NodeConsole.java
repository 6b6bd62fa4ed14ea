package dev.parley.brokers.amqp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a node evaluate expressions of Erlang, over its standard input and output. That takes
 * milliseconds, where {@code rabbitmqctl} starts an Erlang of its own for seconds.
 */
final class NodeConsole {
  private static final Logger LOG = LoggerFactory.getLogger(NodeConsole.class);

  private final OutputStream input;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private volatile boolean over;

  NodeConsole(OutputStream input) {
    this.input = input;
  }

  /**
   * @param expression whose value is text without ends of lines
   * @return its value; nothing if it failed, or was not answered in time
   */
  Optional<String> ask(String expression, Duration patience) throws InterruptedException {
    long id = last.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.put(id, answer);
    try {
      send(id + " " + expression.replace("\n", " ") + ".\n");
      if (over) {
        return Optional.empty();
      }
      String text = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (text.startsWith("ok ")) {
        return Optional.of(text.substring(3));
      }
      LOG.warn("A node answers: {}", text);
      return Optional.empty();
    } catch (IOException | ExecutionException | TimeoutException silent) {
      LOG.info("A node does not answer", silent);
      return Optional.empty();
    } finally {
      asked.remove(id);
    }
  }

  private synchronized void send(String line) throws IOException {
    input.write(line.getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** {@code 17 ok …}, as it came. */
  void answered(String line) {
    int space = line.indexOf(' ');
    if (space > 0 && line.substring(0, space).matches("\\d{1,18}")) {
      CompletableFuture<String> answer = asked.get(Long.parseLong(line.substring(0, space)));
      if (answer != null) {
        answer.complete(line.substring(space + 1));
      }
    }
  }

  /** The node is gone: nobody waits any more. */
  void end() {
    over = true;
    asked.values().forEach(answer -> answer.complete("no node"));
  }
}
