package dev.parley.brokers.testing;

import dev.parley.brokers.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several servers that are started, used and stopped at the same time. */
public final class Rounds {
  private Rounds() {}

  /**
   * @param start of one server
   * @param use fails if the server does not do what it should
   */
  public static void atOnce(int count, Callable<Server> start, Use use)
      throws InterruptedException {
    ExecutorService users =
        Executors.newFixedThreadPool(count, work -> new Thread(work, "test-round"));
    try {
      List<Future<?>> rounds = new ArrayList<>();
      for (int round = 0; round < count; round++) {
        rounds.add(users.submit(() -> round(start, use)));
      }
      for (Future<?> each : rounds) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } finally {
      users.shutdownNow();
    }
  }

  private static Void round(Callable<Server> start, Use use) throws Exception {
    Server server = start.call();
    try (server) {
      use.of(server);
    }
    Leftovers.assertPortClosed(server);
    return null;
  }

  /** What a server is good for. */
  @FunctionalInterface
  public interface Use {
    void of(Server server) throws Exception;
  }
}
