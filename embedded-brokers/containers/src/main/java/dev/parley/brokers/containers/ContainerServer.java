package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One server in a container, of whichever system; its data goes with it. */
public final class ContainerServer implements Server {
  private static final Duration STARTING = Duration.ofMinutes(10);
  private static final Duration READY = Duration.ofSeconds(90);
  private static final long BETWEEN_QUESTIONS_MILLIS = 100;

  private final ContainedSystem system;
  private final RunningContainer container;
  private final String endpoint;
  private final Environment environment;
  private final Instant since = Instant.now();
  private final SingleNode node;
  private volatile String product;

  private ContainerServer(
      ContainedSystem system,
      RunningContainer container,
      String endpoint,
      Environment environment) {
    this.system = system;
    this.container = container;
    this.endpoint = endpoint;
    this.environment = environment;
    this.node = new SingleNode(system.system());
    this.product = system.system();
  }

  /**
   * Starts one, and gives it when it answers.
   *
   * @throws BrokerException if it cannot be had; where there is no engine or no image, within two
   *     seconds
   * @throws InterruptedException if the user gave up; the container is removed, or is being removed
   */
  public static ContainerServer start(
      ContainedSystem system, Settings settings, Environment environment)
      throws InterruptedException {
    return start(system, settings, environment, System.getenv());
  }

  /**
   * @param variables in place of this program's environment
   */
  public static ContainerServer start(
      ContainedSystem system,
      Settings settings,
      Environment environment,
      Map<String, String> variables)
      throws InterruptedException {
    ContainerRequest request = ContainerRequest.of(system, settings, variables);
    Engine engine = Engine.find(variables);
    int port = request.free();
    ContainerPlan plan =
        new ContainerPlan(
            system.system(),
            request.image(),
            system.environment(engine.host(), port),
            Map.of(system.port(), port),
            environment.state().toAbsolutePath().resolve(system.system() + "-container.log"),
            STARTING);
    RunningContainer container = ContainerStart.of(engine, plan);
    try {
      ContainerServer server =
          new ContainerServer(system, container, system.endpoint(engine.host(), port), environment);
      server.begun();
      return server;
    } catch (InterruptedException | RuntimeException failed) {
      container.close();
      throw failed;
    }
  }

  /** Until the server in it answers. */
  private void begun() throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (true) {
      try {
        product = system.product(endpoint, container);
        break;
      } catch (BrokerException notYet) {
        if (!container.runs()) {
          throw new BrokerException(name() + " ended while it started", "more in " + log(), notYet);
        }
        if (System.nanoTime() > deadline) {
          throw new BrokerException(
              name() + " was not ready within " + READY.toSeconds() + " s: " + notYet.getMessage(),
              "more in " + log(),
              notYet);
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_QUESTIONS_MILLIS);
      }
    }
    node.up();
    container.watch(this::ended);
  }

  private String name() {
    return system.system() + " in a container";
  }

  private void ended(int status) {
    String line = "its container ended with status " + status;
    if (node.died(line)) {
      environment.failure().accept(line);
    }
  }

  /** The engine kills a frozen process, too. */
  @Override
  public void kill(int number) {
    node.change(number, Set.of(State.UP, State.PAUSED), State.DOWN, container::kill);
  }

  /** It is up only when it answers. */
  @Override
  public void restart(int number) throws InterruptedException {
    node.change(number, Set.of(State.DOWN), State.DOWN, container::startAgain);
    try {
      begun();
    } catch (InterruptedException | RuntimeException failed) {
      if (container.runs()) {
        container.kill();
      }
      throw failed;
    }
  }

  @Override
  public void pause(int number) {
    node.change(number, Set.of(State.UP), State.PAUSED, container::pause);
  }

  @Override
  public void resume(int number) {
    node.change(number, Set.of(State.PAUSED), State.UP, container::resume);
  }

  @Override
  public String system() {
    return system.system();
  }

  @Override
  public Form form() {
    return Form.CONTAINER;
  }

  @Override
  public String product() {
    return product;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public List<Server.Node> nodes() {
    return List.of(new Server.Node(1, endpoint, node.state()));
  }

  /** Inside the container. */
  @Override
  public Path data() {
    return system.data();
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Path log() {
    return container.plan().log();
  }

  @Override
  public long diskBytes() {
    return container.diskBytes();
  }

  /** Its threads are in the container, and not ours to count. */
  @Override
  public int threads() {
    return 0;
  }

  @Override
  public Optional<String> failure() {
    return node.failure();
  }

  @Override
  public void close() {
    node.close();
    container.close();
  }
}
