package dev.parley.brokers.amqp;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Calls of the AMQP client, which itself cannot be interrupted while it waits for the broker: they
 * run on a thread of their own, within the client's deadlines, and whoever waits can leave.
 */
final class Calls {
  private Calls() {}

  /**
   * @param givenUp run when the caller was interrupted: ends the call, or what it made
   */
  static <T> T interruptibly(Endpoint endpoint, Callable<T> call, Runnable givenUp)
      throws InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable failed) {
                result.completeExceptionally(failed);
              }
            },
            "rabbit-call");
    thread.setDaemon(true);
    thread.start();
    return await(endpoint, result, givenUp);
  }

  static <T> T await(Endpoint endpoint, CompletableFuture<T> result, Runnable givenUp)
      throws InterruptedException {
    try {
      return result.get();
    } catch (InterruptedException interrupted) {
      givenUp.run();
      throw interrupted;
    } catch (ExecutionException failed) {
      throw Failures.explained(failed.getCause(), endpoint);
    }
  }
}
