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
  static final Duration MOST = Duration.ofSeconds(90);

  private Readiness() {}

  /**
   * @throws BrokerException if one ended instead, or it takes too long
   */
  static void await(List<RabbitNode> starting) throws InterruptedException {
    if (!await(starting, MOST)) {
      throw new BrokerException(
          "rabbit was not ready within " + MOST.toSeconds() + " s",
          "more in " + starting.get(0).plan().log());
    }
  }

  /**
   * @return whether they are; not if the time is over
   * @throws BrokerException if one ended instead
   */
  static boolean await(List<RabbitNode> starting, Duration most) throws InterruptedException {
    List<CompletableFuture<?>> events = new ArrayList<>();
    events.add(
        CompletableFuture.allOf(
            starting.stream().map(RabbitNode::ready).toArray(CompletableFuture<?>[]::new)));
    // Without one that failed the others would wait.
    starting.forEach(node -> events.add(node.ended()));
    try {
      CompletableFuture.anyOf(events.toArray(new CompletableFuture<?>[0]))
          .get(most.toMillis(), TimeUnit.MILLISECONDS);
      for (RabbitNode node : starting) {
        if (!node.isAlive()) {
          throw node.died();
        }
      }
      return true;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (TimeoutException late) {
      return false;
    }
  }
}
