package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.ServerThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of one node. It lives once: another takes its place. */
final class RabbitNode {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitNode.class);
  private static final int KEPT = 60;
  private static final String READY = "ready";

  private final NodePlan plan;
  private final Process process;
  private final NodeConsole console;
  private final CompletableFuture<RabbitNode> ready = new CompletableFuture<>();
  private volatile CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final Deque<String> said = new ArrayDeque<>();
  private volatile boolean wanted = true;
  private volatile boolean paused;

  private RabbitNode(NodePlan plan, Process process) {
    this.plan = plan;
    this.process = process;
    this.console = new NodeConsole(process.getOutputStream());
  }

  /**
   * Begins.
   *
   * @param died told of one that ended though nobody wanted it, and with which status
   */
  static RabbitNode start(
      NodePlan plan, ServerThreads threads, BiConsumer<RabbitNode, Integer> died)
      throws IOException {
    plan.write();
    ProcessBuilder builder = new ProcessBuilder(plan.command()).redirectErrorStream(true);
    var variables = plan.environment(builder.environment());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.directory(plan.data().toFile());
    RabbitNode node = new RabbitNode(plan, builder.start());
    node.ended =
        threads.run(
            "rabbit-node-" + plan.number(),
            () -> {
              int status = node.listen();
              if (node.wanted) {
                died.accept(node, status);
              }
              return status;
            });
    return node;
  }

  /** To its end. */
  private int listen() throws InterruptedException {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals("@" + READY)) {
          ready.complete(this);
        } else if (line.startsWith("@")) {
          console.answered(line.substring(1));
        } else {
          keep(line);
        }
      }
    } catch (IOException closed) {
      LOG.info("Node {} says no more", plan.number(), closed);
    }
    int status = process.waitFor();
    console.end();
    return status;
  }

  BrokerException died() {
    return new BrokerException(
        "node "
            + plan.number()
            + " of rabbit ended while it started"
            + (ended.isDone() ? ", with status " + ended.join() : ""),
        "more in " + plan.log());
  }

  private synchronized void keep(String line) {
    if (said.size() == KEPT) {
      said.removeFirst();
    }
    said.add(line);
    LOG.debug("Node {}: {}", plan.number(), line);
  }

  /** What it said last. */
  synchronized String lastWords() {
    return String.join(System.lineSeparator(), said);
  }

  NodePlan plan() {
    return plan;
  }

  NodeConsole console() {
    return console;
  }

  /** Done when it serves; never, if it ended before. */
  CompletableFuture<RabbitNode> ready() {
    return ready;
  }

  /** Done when it is gone, with its status. */
  CompletableFuture<Integer> ended() {
    return ended;
  }

  boolean isReady() {
    return ready.isDone();
  }

  boolean isAlive() {
    return !ended.isDone() && process.isAlive();
  }

  boolean isPaused() {
    return paused;
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL; it is gone when this returns. */
  void kill() {
    wanted = false;
    process.destroyForcibly();
    ended.join();
  }

  /** Asks it to end in an orderly way. */
  void end() {
    wanted = false;
    // Not the process itself: that would close its input, too, and so end it abruptly.
    process.toHandle().destroy();
  }

  /** Waits for its end, and enforces it when the time is over. */
  void awaitEnd(Duration most) {
    try {
      ended.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      LOG.warn("Node {} does not end by itself", plan.number());
      kill();
    } catch (java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException hurry) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  void pause() {
    signal("STOP");
    paused = true;
  }

  void resume() {
    signal("CONT");
    paused = false;
  }

  private void signal(String name) {
    try {
      Process sent =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).start();
      sent.onExit().join();
    } catch (IOException failed) {
      throw new BrokerException("node " + plan.number() + " cannot be reached", "", failed);
    }
  }
}
