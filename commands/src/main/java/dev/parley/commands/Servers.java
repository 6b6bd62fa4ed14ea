package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What runs, by system, with a client for each. Closed in the reverse order of starting. */
public final class Servers implements AutoCloseable {
  private static final long GIVING_UP_MILLIS = 5_000;

  private final Surroundings surroundings;
  private final List<BrokerKind> kinds;
  private final Traffic traffic;
  private final LiveFeed feed;
  private final Map<String, BrokerProvider> providers = new LinkedHashMap<>();
  private final BooleanSupplier inCell;
  private final Consumer<Broker> lost;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Set<Thread> starting = new HashSet<>();
  private boolean closed;

  /**
   * @param lost told of the client of a server that died
   */
  Servers(
      Surroundings surroundings,
      Traffic traffic,
      LiveFeed feed,
      BooleanSupplier inCell,
      Consumer<Broker> lost) {
    this.surroundings = surroundings;
    this.kinds = List.copyOf(surroundings.kinds());
    this.traffic = traffic;
    this.feed = feed;
    this.inCell = inCell;
    this.lost = lost;
  }

  /**
   * @param startUp from the command to a ready server
   * @param byCell whether a cell of a note started it
   */
  public record Running(
      Server server, Broker broker, Settings settings, Duration startUp, boolean byCell) {}

  /**
   * A server as users read it: {@code kafka 4.4.0}, or with its own name where that is another's:
   * {@code sqs (ElasticMQ 1.7.1)}.
   */
  public String name(Server server) {
    String product = server.product();
    String title = kind(server.system()).title() + " ";
    return product.startsWith(title)
        ? server.system() + " " + product.substring(title.length())
        : server.system() + " (" + product + ")";
  }

  /** The server of a system that runs. */
  public Server server(String system) {
    kind(system);
    return running(system).map(Running::server).orElseThrow(() -> notRunning(system));
  }

  /** With what helps: alone on its command line, a command cannot use what another one started. */
  private UserException notRunning(String system) {
    return UserException.failed(
        system + " is not running",
        surroundings.mode() == Surroundings.Mode.COMMAND
            ? "-e 'start "
                + system
                + "; …' runs several commands; connect reaches a broker elsewhere"
            : "start " + system);
  }

  public List<BrokerKind> kinds() {
    return kinds;
  }

  public BrokerKind kind(String system) {
    List<String> names = kinds.stream().map(BrokerKind::system).toList();
    return kinds.stream()
        .filter(kind -> kind.system().equals(system))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.notUnderstood(
                    "no such system: " + system,
                    Similar.to(system, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there is " + String.join(", ", names))));
  }

  public synchronized List<Running> running() {
    return new ArrayList<>(running.values());
  }

  public synchronized Optional<Running> running(String system) {
    return Optional.ofNullable(running.get(system));
  }

  /** The code of a system, loaded when it is first asked for. */
  synchronized BrokerProvider provider(BrokerKind kind) {
    return providers.computeIfAbsent(kind.system(), system -> kind.provider().get());
  }

  /** Starts a server; the caller made sure that none of the system runs. */
  public Running start(BrokerKind kind, Settings settings) throws InterruptedException {
    synchronized (this) {
      if (closed) {
        throw UserException.failed("parley ends", "nothing is started any more");
      }
      starting.add(Thread.currentThread());
    }
    try {
      return started(kind, settings);
    } finally {
      synchronized (this) {
        starting.remove(Thread.currentThread());
        notifyAll();
      }
    }
  }

  private Running started(BrokerKind kind, Settings settings) throws InterruptedException {
    long begin = System.nanoTime();
    BrokerProvider provider = provider(kind);
    Server server =
        provider.start(
            settings,
            new BrokerProvider.Environment(
                surroundings.state(), failure -> died(kind.system(), failure)));
    Broker broker;
    try {
      broker = provider.connect(server.endpoint(), Settings.NONE, traffic);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    Running started =
        new Running(
            server,
            broker,
            settings,
            Duration.ofNanos(System.nanoTime() - begin),
            inCell.getAsBoolean());
    synchronized (this) {
      running.put(kind.system(), started);
    }
    return started;
  }

  /** After a node of several has died the server lives on. */
  private void died(String system, String failure) {
    synchronized (this) {
      if (closed) {
        // The program ends, and with it whatever could be started again.
        return;
      }
    }
    Optional<Running> found = running(system);
    boolean alive = found.filter(it -> it.server().failure().isEmpty()).isPresent();
    feed.notice(
        system,
        failure + "; " + (alive ? "status shows which" : "start " + system + " starts it again"));
    if (found.isPresent() && !alive) {
      // Whoever waits for an answer is told now, and not when its time is over.
      lost.accept(found.get().broker());
      Thread leaving = new Thread(() -> found.get().broker().close(), "parley-leave-" + system);
      leaving.setDaemon(true);
      leaving.start();
    }
  }

  /** Whether it is the client of a server that died, and so will never answer again. */
  public synchronized boolean isDead(Broker broker) {
    return running.values().stream()
        .anyMatch(it -> it.broker() == broker && it.server().failure().isPresent());
  }

  /** The client of a system that runs. */
  Broker runningBroker(String system) {
    kind(system);
    Running found = running(system).orElseThrow(() -> notRunning(system));
    found
        .server()
        .failure()
        .ifPresent(
            failure -> {
              throw UserException.failed(
                  system + " died: " + failure, "start " + system + " starts it again");
            });
    if (found.server().nodes().stream().allMatch(node -> node.state() == Server.Node.State.DOWN)) {
      throw UserException.failed(system + " is down", "start " + system + "/1 brings it back");
    }
    return found.broker();
  }

  /** Ends a server and its client; nothing happens if none runs. */
  public void stop(String system) {
    Running stopped;
    synchronized (this) {
      stopped = running.remove(system);
    }
    if (stopped != null) {
      // A client that cannot be closed keeps no server running.
      try {
        stopped.broker().close();
      } finally {
        stopped.server().close();
      }
    }
  }

  /** What is about to start is given up, and cleans up behind itself. */
  private synchronized void endStarting() {
    closed = true;
    starting.forEach(Thread::interrupt);
    long until = System.nanoTime() + GIVING_UP_MILLIS * 1_000_000;
    try {
      for (long left = GIVING_UP_MILLIS;
          !starting.isEmpty() && left > 0;
          left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From here on nothing is started any more. */
  @Override
  public void close() {
    endStarting();
    stopAll();
  }

  /** In the reverse order of starting. */
  void stopAll() {
    List<Running> all = running();
    for (int i = all.size() - 1; i >= 0; i--) {
      stop(all.get(i).server().system());
    }
  }
}
