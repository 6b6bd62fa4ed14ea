package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Server;
import dev.parley.brokers.Server.Node.State;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.ServerThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of a RabbitMQ of ours, each a process: how they come, go and come back. */
final class RabbitCluster {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitCluster.class);
  private static final Duration ALONE = Duration.ofSeconds(20);
  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final Duration ANSWERING = Duration.ofSeconds(2);
  private static final Duration COMPLETING = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 2;

  private static final String KNOWN =
      "case lists:member('%s', nodes()) of true -> \"yes\"; false -> \"no\" end";

  /**
   * Nodes that join while the first one still enables its feature flags may keep it from doing so,
   * and what needs them, such as quorum queues, would be refused later. The value: how many nodes
   * run in the first one's cluster.
   */
  private static final String COMPLETE =
      """
      case rabbit_feature_flags:enable_all() of ok ->
      integer_to_list(length(try rabbit_nodes:list_running()
      catch error:undef -> rabbit_nodes:all_running() end));
      Other -> io_lib:format("feature flags: ~0p", [Other]) end""";

  private final RabbitInstallation installation;
  private final Path data;
  private final Path log;
  private final ServerThreads threads;
  private final BiConsumer<String, Boolean> died;
  private final List<RabbitNode> nodes = new CopyOnWriteArrayList<>();
  private Optional<PortMapper> mapper = Optional.empty();

  /**
   * @param log of the first node
   * @param died told in one line of a node that ended though nobody wanted it, and whether it was
   *     the last one
   */
  RabbitCluster(
      RabbitInstallation installation,
      Path data,
      Path log,
      ServerThreads threads,
      BiConsumer<String, Boolean> died) {
    this.installation = installation;
    this.data = data;
    this.log = log;
    this.threads = threads;
    this.died = died;
  }

  /**
   * Returns when all nodes serve. Whoever calls ends what there is if it fails.
   *
   * @param port of the first node; 0 for any that is free
   */
  void start(int count, int port) throws IOException, InterruptedException {
    boolean fresh = !Files.exists(NodePlan.directory(data, 1));
    for (int attempt = 1; ; attempt++) {
      try {
        begin(count, port);
        Readiness.await(nodes);
        if (fresh && count > 1) {
          complete(count);
        }
        return;
      } catch (BrokerException failed) {
        boolean late = nodes.stream().anyMatch(node -> node.isAlive() && !node.isReady());
        boolean ended = nodes.stream().anyMatch(node -> !node.isAlive());
        if ((late && !ended) || attempt == ATTEMPTS) {
          throw failed;
        }
        // Somebody was quicker, between the choice of a port and its use; or one of several nodes
        // gave up on a machine that is busy.
        LOG.warn("Starting once more, after: {}", failed.getMessage());
        nodes.stream()
            .filter(node -> !node.isAlive())
            .forEach(node -> LOG.warn("Starting once more, after: {}", node.lastWords()));
        kill();
        nodes.clear();
        if (fresh) {
          // Half a cluster would not let the next one in.
          for (int number = 1; number <= count; number++) {
            DataDirectory.delete(NodePlan.directory(data, number));
          }
        }
      }
    }
  }

  /**
   * @throws BrokerException if the nodes run, but not as one whole
   */
  private void complete(int count) throws InterruptedException {
    Optional<String> answer = nodes.get(0).console().ask(COMPLETE, COMPLETING);
    if (answer.filter(Integer.toString(count)::equals).isEmpty()) {
      throw new BrokerException(
          "the nodes of rabbit did not become one cluster of "
              + count
              + " ("
              + answer.map(it -> it.matches("\\d+") ? it + " run" : it).orElse("no answer")
              + ")",
          "more in " + log);
    }
  }

  private void begin(int count, int port) throws IOException, InterruptedException {
    List<NodePlan> plans = NodePlans.of(installation, data, log, count, port);
    mapper =
        Optional.of(PortMapper.start(installation.portMapper(), plans.get(0).mapperPort(), data));
    for (NodePlan plan : plans) {
      nodes.add(start(plan));
    }
  }

  private RabbitNode start(NodePlan plan) throws IOException {
    return RabbitNode.start(plan, threads, this::ended);
  }

  /** A node ended of itself. What ends while it starts is told by the start. */
  private void ended(RabbitNode node, int status) {
    if (node.isReady()) {
      died.accept(
          "node " + node.plan().number() + " ended with status " + status,
          nodes.stream().noneMatch(RabbitNode::isAlive));
    }
  }

  /**
   * @throws BrokerException if there is no such node
   */
  private RabbitNode node(int number) {
    if (number < 1 || number > nodes.size()) {
      throw new BrokerException(
          "rabbit has no node " + number,
          nodes.size() == 1 ? "its node is 1" : "its nodes are 1 to " + nodes.size());
    }
    return nodes.get(number - 1);
  }

  private RabbitNode up(int number) {
    RabbitNode node = node(number);
    if (!node.isAlive() || !node.isReady()) {
      throw new BrokerException(
          "node " + number + " of rabbit is down already", "start rabbit/" + number);
    }
    return node;
  }

  void kill(int number) {
    // Also one that waits for the others.
    (node(number).isAlive() ? node(number) : up(number)).kill();
  }

  synchronized void pause(int number) {
    RabbitNode node = up(number);
    if (node.isPaused()) {
      throw new BrokerException(
          "node " + number + " of rabbit is paused already", "resume rabbit/" + number);
    }
    try {
      mapper.orElseThrow().paused(node.pid());
    } catch (IOException gone) {
      throw new BrokerException("nothing would wake node " + number, "start rabbit again", gone);
    }
    node.pause();
  }

  /**
   * It goes on where it was, if the others still count on it. Else they are two clusters now, and
   * what RabbitMQ asks for is a new start of the smaller one.
   */
  void resume(int number) {
    boolean forgotten;
    synchronized (this) {
      RabbitNode node = up(number);
      if (!node.isPaused()) {
        throw new BrokerException("node " + number + " of rabbit is not paused", "status shows it");
      }
      try {
        forgotten = ask(KNOWN.formatted(node.plan().name())).filter("no"::equals).isPresent();
        if (forgotten) {
          node.kill();
        } else {
          node.resume();
        }
      } catch (InterruptedException givenUp) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (forgotten) {
      try {
        restart(number);
      } catch (InterruptedException givenUp) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Where none else serves, only one that knows that it died last can go on alone; another one
   * waits until it, or all, are there.
   */
  void restart(int number) throws InterruptedException {
    RabbitNode started;
    boolean alone;
    synchronized (this) {
      RabbitNode before = node(number);
      if (before.isAlive()) {
        throw new BrokerException(
            "node "
                + number
                + " of rabbit "
                + (before.isReady() ? "is up" : "waits for the others already"),
            "kill rabbit/" + number + " ends it abruptly");
      }
      List<RabbitNode> others = nodes.stream().filter(node -> node != before).toList();
      alone =
          others.stream().noneMatch(node -> node.isAlive() && node.isReady())
              && !others.stream().allMatch(RabbitNode::isAlive);
      try {
        started = start(before.plan());
      } catch (IOException failed) {
        throw new BrokerException("node " + number + " of rabbit did not start", "", failed);
      }
      nodes.set(number - 1, started);
    }
    try {
      if (!alone) {
        Readiness.await(List.of(started));
        return;
      }
      if (Readiness.await(List.of(started), ALONE)) {
        return;
      }
    } catch (InterruptedException | BrokerException failed) {
      started.kill();
      throw failed;
    }
    throw new BrokerException(
        "node " + number + " of rabbit runs and waits for the others",
        "start another one; status shows them");
  }

  /** All at once and abruptly. */
  void kill() {
    nodes.forEach(RabbitNode::kill);
    mapper.ifPresent(PortMapper::close);
    mapper = Optional.empty();
  }

  /** Orderly, all at once. */
  void stop() {
    for (RabbitNode node : nodes) {
      if (node.isAlive() && node.isReady()) {
        if (node.isPaused()) {
          node.resume();
        }
        node.end();
      } else {
        node.kill();
      }
    }
    nodes.forEach(node -> node.awaitEnd(ENDING));
    kill();
  }

  List<Server.Node> states() {
    return nodes.stream()
        .map(
            node ->
                new Server.Node(
                    node.plan().number(),
                    node.plan().endpoint(),
                    !node.isAlive() || !node.isReady()
                        ? State.DOWN
                        : node.isPaused() ? State.PAUSED : State.UP))
        .toList();
  }

  /** What the first node that answers makes of an expression of Erlang. */
  Optional<String> ask(String expression) throws InterruptedException {
    for (RabbitNode node : nodes) {
      if (node.isAlive() && node.isReady() && !node.isPaused()) {
        Optional<String> answer = node.console().ask(expression, ANSWERING);
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
    return Optional.empty();
  }

  /** Of those that run. */
  List<Long> processes() {
    List<Long> running = new ArrayList<>();
    for (RabbitNode node : nodes) {
      if (node.isAlive()) {
        running.add(node.pid());
      }
    }
    return running;
  }
}
