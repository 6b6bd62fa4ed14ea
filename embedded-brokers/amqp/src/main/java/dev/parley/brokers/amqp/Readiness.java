package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until nodes serve. */
final class Readiness {
  private static final Duration MOST = Duration.ofSeconds(90);

  private Readiness() {}

  /**
   * @throws BrokerException if one ended instead, or it takes too long
   */
  static void await(List<RabbitNode> starting) throws InterruptedException {
    List<CompletableFuture<?>> events = new ArrayList<>();
    events.add(
        CompletableFuture.allOf(
            starting.stream().map(RabbitNode::ready).toArray(CompletableFuture<?>[]::new)));
    // Without one that failed the others would wait.
    starting.forEach(node -> events.add(node.ended()));
    try {
      CompletableFuture.anyOf(events.toArray(new CompletableFuture<?>[0]))
          .get(MOST.toMillis(), TimeUnit.MILLISECONDS);
      for (RabbitNode node : starting) {
        if (!node.isAlive()) {
          throw node.died();
        }
      }
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (TimeoutException late) {
      throw new BrokerException(
          "rabbit was not ready within " + MOST.toSeconds() + " s",
          "more in " + starting.get(0).plan().log(),
          late);
    }
  }
}
