package dev.parley.brokers.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.WaitResponse;
import dev.parley.brokers.support.Patience;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.FrameConsumerResultCallback;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * One container of this program's. It runs when others see it; whether the server in it is ready is
 * for its system to find out.
 */
public final class RunningContainer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RunningContainer.class.getName());
  private static final Duration ENDING = Duration.ofSeconds(15);

  private final ContainerPlan plan;
  private final GenericContainer<?> container;
  private final ContainerLog log;
  private final EngineCalls engine;

  /** Not read, but held, because the logging system forgets what nobody holds. */
  @SuppressWarnings("UnusedVariable")
  private final List<Logger> loggers;

  private final AtomicReference<Closeable> watching = new AtomicReference<>(() -> {});
  private final AtomicReference<Closeable> listening = new AtomicReference<>(() -> {});
  private boolean closed;

  /** Not begun. */
  RunningContainer(ContainerPlan plan, List<Logger> loggers) throws IOException {
    this.plan = plan;
    this.loggers = loggers;
    this.log = new ContainerLog(plan.log());
    this.engine = new EngineCalls(plan.system());
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

  /** Pulls the image if it is not here, and runs it; takes as long as that takes. */
  void begin() {
    container.start();
  }

  ContainerPlan plan() {
    return plan;
  }

  public String image() {
    return plan.image();
  }

  /** Whether its process runs, frozen or not; as the engine says. */
  public boolean runs() {
    return engine.asked(client -> inspected(client, false).getState().getRunning()).orElse(false);
  }

  /** Bytes that it wrote on top of its image; 0 if the engine does not say. */
  long diskBytes() {
    return engine
        .asked(client -> inspected(client, true).getSizeRw())
        .map(Number::longValue)
        .orElse(0L);
  }

  private InspectContainerResponse inspected(DockerClient client, boolean size) {
    return client.inspectContainerCmd(container.getContainerId()).withSize(size).exec();
  }

  /**
   * Tells once when its process ends, with its exit status; on a thread of the engine's client.
   * After it was started again, this has to be asked again.
   */
  void watch(IntConsumer ended) {
    release(
        watching.getAndSet(
            engine.told(
                "watched",
                client ->
                    client
                        .waitContainerCmd(container.getContainerId())
                        .exec(
                            new WaitContainerResultCallback() {
                              @Override
                              public void onNext(WaitResponse response) {
                                super.onNext(response);
                                ended.accept(response.getStatusCode());
                              }
                            }))));
  }

  /** The first group of the last place in its log that matches. */
  public Optional<String> lastLogged(Pattern pattern) {
    return log.last(pattern);
  }

  /** SIGKILL to its process. What it wrote stays. */
  void kill() {
    engine.told("killed", client -> client.killContainerCmd(container.getContainerId()).exec());
  }

  /** Begins again, with what it wrote and on the same ports. Its log goes on in the same file. */
  void startAgain() {
    // The engine would tell everything from the beginning once more.
    int now = (int) Instant.now().getEpochSecond();
    engine.told("started", client -> client.startContainerCmd(container.getContainerId()).exec());
    FrameConsumerResultCallback output = new FrameConsumerResultCallback();
    output.addConsumer(OutputFrame.OutputType.STDOUT, log);
    output.addConsumer(OutputFrame.OutputType.STDERR, log);
    release(listening.getAndSet(output));
    engine.told(
        "listened to",
        client ->
            client
                .logContainerCmd(container.getContainerId())
                .withFollowStream(true)
                .withStdOut(true)
                .withStdErr(true)
                .withSince(now)
                .exec(output));
  }

  /** Freezes its processes. */
  void pause() {
    engine.told("paused", client -> client.pauseContainerCmd(container.getContainerId()).exec());
  }

  void resume() {
    engine.told("resumed", client -> client.unpauseContainerCmd(container.getContainerId()).exec());
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
    release(watching.get());
    release(listening.get());
    Thread ending = new Thread(this::remove, "container-stop-" + plan.system());
    ending.setDaemon(true);
    ending.start();
    if (!new Patience(ENDING).await(ending)) {
      LOG.warning("The engine takes its time to remove the container of " + plan.system());
    }
  }

  private static void release(Closeable told) {
    try {
      told.close();
    } catch (IOException failed) {
      LOG.log(Level.FINE, "The engine tells nothing any more", failed);
    }
  }

  private void remove() {
    try {
      String id = container.getContainerId();
      if (id != null) {
        resumeFrozen(id);
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

  /** A frozen process takes no signal. */
  private static void resumeFrozen(String id) {
    try {
      DockerClientFactory.lazyClient().unpauseContainerCmd(id).exec();
    } catch (DockerException running) {
      LOG.log(Level.FINE, "It was not paused", running);
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
