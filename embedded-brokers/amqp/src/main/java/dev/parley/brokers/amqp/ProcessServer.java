package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.DiskUse;
import dev.parley.brokers.support.ServerThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A RabbitMQ of this machine, as processes of this program's own. */
final class ProcessServer implements Server {
  private static final String ELECTIONS =
      "begin [ra:trigger_election(amqqueue:get_pid(Q)) || Q <- rabbit_amqqueue:list(),"
          + " amqqueue:get_type(Q) =:= rabbit_quorum_queue], \"ok\" end";

  private final ServerThreads threads;
  private final DataDirectory data;
  private final Path log;
  private final Environment environment;
  private final Map<String, Management> managed;
  private final RabbitCluster cluster;
  private final Thread hook;
  private final Instant since = Instant.now();
  private String product = "RabbitMQ";
  private String endpoint = "";
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean ready;
  private boolean closed;

  private ProcessServer(
      RabbitInstallation installation,
      DataDirectory data,
      StartRequest request,
      Map<String, Management> managed) {
    this.threads = new ServerThreads("rabbit", reason -> {});
    this.data = data;
    this.log = request.log();
    this.environment = request.environment();
    this.managed = managed;
    this.cluster = new RabbitCluster(installation, data.path(), log, threads, this::died);
    // The directory is removed when the JVM ends; by then nobody may write there.
    this.hook = new Thread(cluster::kill, "rabbit-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Returns when it is ready. If that fails, or is given up, nothing is left.
   *
   * @param managed told how to look into it, by its endpoint, as long as it runs
   */
  static ProcessServer start(StartRequest request, Map<String, Management> managed)
      throws InterruptedException {
    request.nodes().ifPresent(NodeFiles::check);
    return start(request, managed, RabbitInstallation.find(System.getenv()));
  }

  private static ProcessServer start(
      StartRequest request, Map<String, Management> managed, RabbitInstallation installation)
      throws InterruptedException {
    Path state = request.environment().state().toAbsolutePath();
    DataDirectory data =
        request
            .data()
            .map(path -> DataDirectory.durable(path, "rabbit"))
            .orElseGet(() -> DataDirectory.temporary(state.resolve("rabbit-data")));
    ProcessServer server;
    int count;
    try {
      count = NodeFiles.prepare(data.path(), request.nodes());
      server = new ProcessServer(installation, data, request, managed);
    } catch (IOException failed) {
      data.close();
      throw explained(failed, request);
    } catch (RuntimeException refused) {
      data.close();
      throw refused;
    }
    try {
      server.open(count, request.port());
      return server;
    } catch (IOException failed) {
      server.close();
      throw explained(failed, request);
    } catch (InterruptedException | RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  private static BrokerException explained(IOException failed, StartRequest request) {
    return new BrokerException(
        "rabbit did not start: " + Failures.line(failed), "more in " + request.log(), failed);
  }

  private void open(int count, int port) throws IOException, InterruptedException {
    cluster.start(count, port);
    product =
        "RabbitMQ"
            + cluster
                .ask("begin {ok,Version} = application:get_key(rabbit, vsn), Version end")
                .map(version -> " " + version)
                .orElse("");
    endpoint = cluster.states().stream().map(Node::endpoint).collect(Collectors.joining(","));
    managed.put(endpoint, new ConsoleManagement(cluster));
    ready = true;
  }

  /** A node ended of itself. While others live, so does the server. */
  private void died(String line, boolean last) {
    if (last) {
      failure = Optional.of(line);
    }
    if (ready) {
      environment.failure().accept(line);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    managed.remove(endpoint);
    if (data.durable() && ready) {
      cluster.stop();
    } else {
      // Nobody will read what it would write in an orderly end.
      cluster.kill();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook does the same.
    }
    threads.end();
    data.close();
  }

  @Override
  public void kill(int node) {
    cluster.kill(node);
  }

  @Override
  public void restart(int node) throws InterruptedException {
    if (failure.isPresent()) {
      throw new BrokerException("rabbit does not run any more", "start rabbit --mode process");
    }
    cluster.restart(node);
    if (cluster.states().size() == 1) {
      // Alone it would wait for the leader that it was itself (3.10).
      cluster.ask(ELECTIONS);
    }
  }

  @Override
  public void pause(int node) {
    cluster.pause(node);
  }

  @Override
  public void resume(int node) {
    cluster.resume(node);
  }

  @Override
  public String system() {
    return "rabbit";
  }

  @Override
  public Form form() {
    return Form.PROCESS;
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
  public List<Node> nodes() {
    return cluster.states();
  }

  @Override
  public Path data() {
    return data.path();
  }

  @Override
  public boolean durable() {
    return data.durable();
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public long diskBytes() {
    return DiskUse.of(data.path());
  }

  /** Of the nodes' processes, where the system shows them. */
  @Override
  public int threads() {
    int count = 0;
    for (long process : cluster.processes()) {
      try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process + "/task"))) {
        count += (int) tasks.count();
      } catch (IOException | UncheckedIOException unseen) {
        return 0;
      }
    }
    return count;
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }
}
