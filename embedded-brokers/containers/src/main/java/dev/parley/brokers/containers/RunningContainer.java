package dev.parley.brokers.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.WaitResponse;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.LogFile;
import dev.parley.brokers.support.Patience;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.FrameConsumerResultCallback;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * One container of this program's. It runs when this exists; whether the server in it is ready is
 * for its system to find out.
 */
public final class RunningContainer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RunningContainer.class.getName());
  private static final List<String> LOGGERS =
      List.of("org.testcontainers", "com.github.dockerjava", "tc", "dev.parley.brokers.containers");
  private static final Duration ENDING = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ContainerPlan plan;
  private final GenericContainer<?> container;
  private final ContainerLog log;

  /** Not read, but held, because the logging system forgets what nobody holds. */
  @SuppressWarnings("UnusedVariable")
  private final List<Logger> loggers;

  private final AtomicReference<Closeable> watching = new AtomicReference<>(() -> {});
  private boolean closed;

  private RunningContainer(ContainerPlan plan, List<Logger> loggers) throws IOException {
    this.plan = plan;
    this.loggers = loggers;
    this.log = new ContainerLog(plan.log());
    this.container =
        new GenericContainer<>(DockerImageName.parse(plan.image()))
            .withEnv(plan.environment())
            .withStartupAttempts(1)
            .withLogConsumer(log)
            .waitingFor(new AlreadyRunning())
            .withCreateContainerCmdModifier(
                command ->
                    command.withHostConfig(
                        Optional.ofNullable(command.getHostConfig())
                            .orElseGet(HostConfig::newHostConfig)
                            .withPortBindings(bindings(plan))));
    plan.ports().keySet().forEach(container::addExposedPort);
  }

  private static List<PortBinding> bindings(ContainerPlan plan) {
    return plan.ports().entrySet().stream()
        .map(port -> PortBinding.parse("127.0.0.1:" + port.getValue() + ":" + port.getKey()))
        .toList();
  }

  /**
   * Starts it.
   *
   * @throws BrokerException if there is no such image, a port is in use, or the time is over
   * @throws InterruptedException if the user gave up; the container is removed in the background
   */
  public static RunningContainer start(Engine engine, ContainerPlan plan)
      throws InterruptedException {
    // Before anything of Testcontainers' says a word.
    List<Logger> loggers = LogFile.silence(LOGGERS);
    engine.require(plan.image());
    RunningContainer running;
    try {
      running = new RunningContainer(plan, loggers);
    } catch (IOException failed) {
      throw new BrokerException(
          plan.log() + " cannot be written", "a directory that can be written to", failed);
    }
    CompletableFuture<Boolean> start = new CompletableFuture<>();
    Thread thread = new Thread(() -> running.begin(start), "container-start-" + plan.system());
    thread.setDaemon(true);
    thread.start();
    boolean started = false;
    try {
      started = start.get(plan.starting().toMillis(), TimeUnit.MILLISECONDS);
      return running;
    } catch (TimeoutException late) {
      throw new BrokerException(
          plan.system()
              + " in a container did not start within "
              + plan.starting().toSeconds()
              + " s",
          "docker pull " + plan.image() + " fetches the image beforehand",
          late);
    } catch (ExecutionException failed) {
      throw explained(plan, failed.getCause());
    } finally {
      if (!started && start.completeExceptionally(new IllegalStateException("given up"))) {
        thread.interrupt();
      } else if (!started) {
        running.close();
      }
    }
  }

  /** On a thread of its own. Whoever gave up while it started has it removed here. */
  private void begin(CompletableFuture<Boolean> start) {
    try {
      container.start();
      if (start.complete(true)) {
        return;
      }
    } catch (Throwable failed) {
      LOG.log(Level.WARNING, "The container of " + plan.system() + " did not start", failed);
      if (start.completeExceptionally(failed)) {
        return;
      }
    }
    Thread.interrupted();
    close();
  }

  private static BrokerException explained(ContainerPlan plan, @Nullable Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      String text = Objects.requireNonNullElse(cause.getMessage(), "");
      if (text.contains("port is already allocated") || text.contains("address already in use")) {
        return new BrokerException(
            "port "
                + plan.ports().values().stream()
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" or "))
                + " is in use",
            "another --port, or none for any that is free",
            cause);
      }
    }
    return new BrokerException(
        plan.system() + " in a container did not start: " + line(failed),
        "more in " + plan.log(),
        Objects.requireNonNullElseGet(failed, IllegalStateException::new));
  }

  /** The first line of what the innermost cause says. */
  private static String line(@Nullable Throwable failed) {
    String text = "it ended";
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      text = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Whether its process runs, frozen or not; as the engine says. */
  public boolean runs() {
    return asked(
            () ->
                client()
                    .inspectContainerCmd(container.getContainerId())
                    .exec()
                    .getState()
                    .getRunning())
        .orElse(false);
  }

  /** Bytes that it wrote on top of its image; 0 if the engine does not say. */
  public long diskBytes() {
    return asked(
            () ->
                client()
                    .inspectContainerCmd(container.getContainerId())
                    .withSize(true)
                    .exec()
                    .getSizeRw())
        .orElse(0L);
  }

  private <T> Optional<T> asked(Supplier<@Nullable T> question) {
    try {
      return Optional.ofNullable(bounded(question));
    } catch (RuntimeException | TimeoutException gone) {
      LOG.log(Level.FINE, "The engine does not say", gone);
      return Optional.empty();
    }
  }

  /** What it does, or fails to do, off this thread: an engine may hang. */
  private <T extends @Nullable Object> T bounded(Supplier<T> work) throws TimeoutException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread working =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException failed) {
                result.completeExceptionally(failed);
              }
            },
            "container-engine-call");
    working.setDaemon(true);
    working.start();
    try {
      return result.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
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

  /**
   * Tells once when its process ends, with its exit status; on a thread of the engine's client.
   * After it was started again, this has to be asked again.
   */
  public void watch(IntConsumer ended) {
    try {
      watching.set(
          bounded(
              () ->
                  client()
                      .waitContainerCmd(container.getContainerId())
                      .exec(
                          new WaitContainerResultCallback() {
                            @Override
                            public void onNext(WaitResponse response) {
                              super.onNext(response);
                              ended.accept(response.getStatusCode());
                            }
                          })));
    } catch (TimeoutException | DockerException hangs) {
      throw new BrokerException("the container engine does not answer", "stop kafka", hangs);
    }
  }

  /** The first group of the last place in its log that matches. */
  public Optional<String> lastLogged(Pattern pattern) {
    return log.last(pattern);
  }

  /** SIGKILL to its process. What it wrote stays. */
  public void kill() {
    act("killed", () -> client().killContainerCmd(container.getContainerId()).exec());
  }

  /** Begins again, with what it wrote and on the same ports. Its log goes on in the same file. */
  public void startAgain() {
    // The engine would tell everything from the beginning once more.
    int now = (int) Instant.now().getEpochSecond();
    act("started", () -> client().startContainerCmd(container.getContainerId()).exec());
    FrameConsumerResultCallback output = new FrameConsumerResultCallback();
    output.addConsumer(OutputFrame.OutputType.STDOUT, log);
    output.addConsumer(OutputFrame.OutputType.STDERR, log);
    act(
        "listened to",
        () ->
            client()
                .logContainerCmd(container.getContainerId())
                .withFollowStream(true)
                .withStdOut(true)
                .withStdErr(true)
                .withSince(now)
                .exec(output));
  }

  /** Freezes its processes. */
  public void pause() {
    act("paused", () -> client().pauseContainerCmd(container.getContainerId()).exec());
  }

  public void resume() {
    act("resumed", () -> client().unpauseContainerCmd(container.getContainerId()).exec());
  }

  private void act(String what, Supplier<@Nullable Object> action) {
    try {
      bounded(action);
    } catch (DockerException | TimeoutException refused) {
      throw new BrokerException(
          "the container of " + plan.system() + " cannot be " + what + ": " + line(refused),
          "status shows its state",
          refused);
    }
  }

  private static DockerClient client() {
    return DockerClientFactory.lazyClient();
  }

  /** Removes it, within seconds. What the engine does not do in time it does when it can. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Closeable watch = watching.get();
    try {
      watch.close();
    } catch (IOException failed) {
      LOG.log(Level.FINE, "Nobody watches any more", failed);
    }
    Thread ending = new Thread(this::remove, "container-stop-" + plan.system());
    ending.setDaemon(true);
    ending.start();
    if (!new Patience(ENDING).await(ending)) {
      LOG.warning("The engine takes its time to remove the container of " + plan.system());
    }
  }

  private void remove() {
    try {
      String id = container.getContainerId();
      if (id != null) {
        try {
          // A frozen process takes no signal.
          client().unpauseContainerCmd(id).exec();
        } catch (DockerException running) {
          LOG.log(Level.FINE, "It was not paused", running);
        }
      }
      container.stop();
    } catch (NotFoundException gone) {
      LOG.log(Level.FINE, "Removed already", gone);
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "Removing the container of " + plan.system(), failed);
    } finally {
      try {
        log.close();
      } catch (IOException failed) {
        LOG.log(Level.WARNING, "Closing " + plan.log(), failed);
      }
    }
  }

  /** Nothing to wait for: its system knows when it is ready. */
  private static final class AlreadyRunning extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {
      // The engine has started it, and that is all that is asked here.
    }
  }
}
