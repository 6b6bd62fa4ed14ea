package dev.parley.brokers.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.parley.brokers.BrokerException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** What the engine is asked and told about one container, off the caller's thread: it may hang. */
final class EngineCalls {
  private static final Logger LOG = Logger.getLogger(EngineCalls.class.getName());
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final String system;

  /**
   * @param system whose container it is, for messages
   */
  EngineCalls(String system) {
    this.system = system;
  }

  /** Nothing, if the engine does not say. */
  <T> Optional<T> asked(Function<DockerClient, @Nullable T> question) {
    try {
      return Optional.ofNullable(bounded(question));
    } catch (RuntimeException | TimeoutException gone) {
      LOG.log(Level.FINE, "The engine does not say", gone);
      return Optional.empty();
    }
  }

  /**
   * @param what as in: cannot be killed
   * @throws BrokerException if the engine does not do it
   */
  <T extends @Nullable Object> T told(String what, Function<DockerClient, T> action) {
    try {
      return bounded(action);
    } catch (DockerException | TimeoutException refused) {
      throw new BrokerException(
          "the container of " + system + " cannot be " + what + ": " + Causes.line(refused),
          "status shows its state",
          refused);
    }
  }

  private static <T extends @Nullable Object> T bounded(Function<DockerClient, T> work)
      throws TimeoutException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread working =
        new Thread(
            () -> {
              try {
                result.complete(work.apply(DockerClientFactory.lazyClient()));
              } catch (RuntimeException failed) {
                result.completeExceptionally(failed);
              }
            },
            "container-engine-call");
    working.setDaemon(true);
    working.start();
    try {
      return result.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      working.interrupt();
      throw new TimeoutException("the container engine does not answer");
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed);
    } catch (InterruptedException givenUp) {
      working.interrupt();
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted", "", givenUp);
    }
  }
}
