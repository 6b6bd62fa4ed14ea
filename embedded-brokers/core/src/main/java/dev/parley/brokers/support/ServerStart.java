package dev.parley.brokers.support;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Server;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One start of a system's servers at a time. One that was given up is ended in the background, and
 * the next start waits for it.
 */
public final class ServerStart {
  private final String system;
  private final Semaphore turn = new Semaphore(1, true);

  public ServerStart(String system) {
    this.system = system;
  }

  /**
   * Waits for its turn and for the server.
   *
   * @param begin begins to start it on a thread of its own; if that fails, nothing is left
   * @param line what went wrong, in one line
   * @param log where there is more
   * @throws InterruptedException if the user gave up; at once
   */
  public Server run(
      Supplier<? extends CompletableFuture<? extends Server>> begin,
      Function<Throwable, String> line,
      Path log)
      throws InterruptedException {
    turn.acquire();
    CompletableFuture<? extends Server> server;
    try {
      server = begin.get();
    } catch (RuntimeException | Error failed) {
      turn.release();
      throw failed;
    }
    try {
      Server started = server.get();
      turn.release();
      return started;
    } catch (InterruptedException givenUp) {
      endInBackground(server);
      throw givenUp;
    } catch (ExecutionException failed) {
      turn.release();
      if (failed.getCause() instanceof BrokerException known) {
        throw known;
      }
      throw new BrokerException(
          system + " did not start: " + line.apply(failed.getCause()),
          "more in " + log,
          failed.getCause());
    }
  }

  /** The same for a start that cleans up by itself when it is interrupted. */
  public Server run(Blocking start) throws InterruptedException {
    turn.acquire();
    try {
      return start.run();
    } finally {
      turn.release();
    }
  }

  private void endInBackground(CompletableFuture<? extends Server> server) {
    Thread ending =
        new Thread(
            () -> {
              try {
                server.join().close();
              } catch (CompletionException neverStarted) {
                // Then it has cleaned up already.
              } finally {
                turn.release();
              }
            },
            system + "-given-up");
    ending.setDaemon(true);
    ending.start();
  }

  /** A start on the caller's thread. */
  @FunctionalInterface
  public interface Blocking {
    Server run() throws InterruptedException;
  }
}
