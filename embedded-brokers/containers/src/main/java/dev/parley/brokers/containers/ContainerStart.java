package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.LogFile;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One start of a container, on a thread of its own, which whoever waits for it can leave. */
final class ContainerStart {
  private static final Logger LOG = Logger.getLogger(ContainerStart.class.getName());
  private static final List<String> LOGGERS =
      List.of("org.testcontainers", "com.github.dockerjava", "tc", "dev.parley.brokers.containers");

  private final ContainerPlan plan;
  private final RunningContainer container;
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();

  private ContainerStart(ContainerPlan plan, RunningContainer container) {
    this.plan = plan;
    this.container = container;
  }

  /**
   * Starts it.
   *
   * @throws BrokerException if there is no such image, a port is in use, or the time is over
   * @throws InterruptedException if the user gave up; the container is removed in the background
   */
  static RunningContainer of(Engine engine, ContainerPlan plan) throws InterruptedException {
    // Before anything of Testcontainers' says a word.
    List<Logger> loggers = LogFile.silence(LOGGERS);
    engine.require(plan.image());
    try {
      RunningContainer container = new RunningContainer(plan, loggers);
      new ContainerStart(plan, container).await();
      return container;
    } catch (IOException failed) {
      throw new BrokerException(
          plan.log() + " cannot be written", "a directory that can be written to", failed);
    }
  }

  private void await() throws InterruptedException {
    Thread thread = new Thread(this::begin, "container-start-" + plan.system());
    thread.setDaemon(true);
    thread.start();
    boolean done = false;
    try {
      done = started.get(plan.starting().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new BrokerException(
          plan.system()
              + " in a container did not start within "
              + plan.starting().toSeconds()
              + " s",
          "docker pull " + plan.image() + " fetches the image beforehand",
          late);
    } catch (ExecutionException failed) {
      throw explained(failed.getCause());
    } finally {
      if (!done && started.completeExceptionally(new IllegalStateException("given up"))) {
        thread.interrupt();
      } else if (!done) {
        container.close();
      }
    }
  }

  /** Whoever gave up while it started has it removed here. */
  private void begin() {
    try {
      container.begin();
      if (started.complete(true)) {
        return;
      }
    } catch (Throwable failed) {
      LOG.log(Level.WARNING, "The container of " + plan.system() + " did not start", failed);
      if (started.completeExceptionally(failed)) {
        return;
      }
    }
    Thread.interrupted();
    container.close();
  }

  private BrokerException explained(@Nullable Throwable failed) {
    Optional<Throwable> inUse =
        Causes.saying(failed, "port is already allocated", "address already in use");
    if (inUse.isPresent()) {
      return new BrokerException(
          "port "
              + plan.ports().values().stream()
                  .sorted()
                  .map(String::valueOf)
                  .collect(Collectors.joining(" or "))
              + " is in use",
          "another --port, or none for any that is free",
          inUse.get());
    }
    return new BrokerException(
        plan.system() + " in a container did not start: " + Causes.line(failed),
        "more in " + plan.log(),
        Objects.requireNonNullElseGet(failed, IllegalStateException::new));
  }
}
