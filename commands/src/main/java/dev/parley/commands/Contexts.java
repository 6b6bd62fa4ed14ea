package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The connections to systems that somebody else runs, by name. Of each system at most one is the
 * one that commands mean; without one they mean what runs here. What a cell connects or chooses
 * holds for the cells of its note, and not for the prompt.
 */
public final class Contexts implements AutoCloseable {
  private final Servers servers;
  private final Traffic traffic;
  private final Map<String, Context> all = new LinkedHashMap<>();
  private final Supplier<Optional<String>> cellOf;

  /** The choice of the prompt, under the empty name, and that of the cells of each note. */
  private final Map<String, List<String>> chosen = new HashMap<>();

  private final Set<String> byCells = new HashSet<>();

  /**
   * @param cellOf the note whose cell acts, if one does
   */
  Contexts(Servers servers, Traffic traffic, Supplier<Optional<String>> cellOf) {
    this.servers = servers;
    this.traffic = traffic;
    this.cellOf = cellOf;
  }

  /**
   * Connects, and makes it the one that commands mean.
   *
   * @param url shown to users: it holds no password
   * @return what answered: a product and its version
   */
  public String connect(
      String name,
      BrokerKind kind,
      String endpoint,
      String url,
      boolean readOnly,
      Settings settings)
      throws InterruptedException {
    Broker broker = servers.provider(kind).connect(endpoint, settings, traffic);
    String product;
    try {
      product = broker.validate();
    } catch (BrokerException e) {
      broker.close();
      throw e.isUnreachable()
          ? BrokerException.unreachable(
              String.valueOf(e.getMessage()), "is the address right, and reachable from here?", e)
          : e;
    } catch (RuntimeException | InterruptedException e) {
      broker.close();
      throw e;
    }
    synchronized (this) {
      Context.Connection connection = new Context.Connection();
      Broker watched = WatchedBroker.of(broker, connection);
      Broker used = readOnly ? new ReadOnlyBroker(watched, name) : watched;
      boolean byCell = cellOf.get().isPresent();
      all.put(name, new Context(name, kind.system(), url, readOnly, byCell, connection, used));
      if (byCell) {
        byCells.add(name);
      }
      use(name);
    }
    return product;
  }

  public synchronized List<Context> all() {
    return new ArrayList<>(all.values());
  }

  /** Those that commands mean, at most one of each system; the one chosen last is the last. */
  public synchronized List<Context> current() {
    return names().stream().map(all::get).toList();
  }

  /** What the actor has chosen; cells that have chosen nothing yet begin with the prompt's. */
  private List<String> names() {
    return chosen.getOrDefault(who(), chosen.getOrDefault("", List.of()));
  }

  /** The one that commands mean for this system. */
  synchronized Optional<Context> current(String system) {
    return current().stream().filter(context -> context.system().equals(system)).findFirst();
  }

  /**
   * @throws UserException with the names there are, if there is none of this name
   */
  public synchronized Context named(String name) {
    List<String> names = new ArrayList<>(all.keySet());
    return Optional.ofNullable(all.get(name))
        .orElseThrow(
            () ->
                UserException.failed(
                    "no context is called " + name,
                    Similar.to(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse(
                            names.isEmpty()
                                ? "connect makes one: connect " + name + " kafka://host:9092"
                                : "there is " + String.join(", ", names))));
  }

  /** From now on commands for its system mean it. */
  public synchronized void use(String name) {
    Context used = named(name);
    List<String> names = new ArrayList<>(names());
    names.removeIf(other -> named(other).system().equals(used.system()));
    names.add(name);
    chosen.put(who(), List.copyOf(names));
  }

  /** From now on commands mean what runs here. */
  public synchronized void useLocal() {
    chosen.put(who(), List.of());
  }

  private String who() {
    return cellOf.get().orElse("");
  }

  /** From now on cells of notes may use it, too. */
  public synchronized void allowCells(String name) {
    all.put(name, named(name).withCells());
  }

  /** Nothing happens if there is none of this name. */
  public void disconnect(String name) {
    Context gone;
    synchronized (this) {
      gone = all.remove(name);
      chosen.replaceAll((who, used) -> used.stream().filter(other -> !other.equals(name)).toList());
      byCells.remove(name);
    }
    if (gone != null) {
      gone.broker().close();
    }
  }

  /** Ends those that cells connected. */
  void closeOfCells() {
    Set<String> theirs;
    synchronized (this) {
      theirs = Set.copyOf(byCells);
      chosen.keySet().retainAll(Set.of(""));
    }
    theirs.forEach(this::disconnect);
  }

  @Override
  public void close() {
    all().forEach(context -> disconnect(context.name()));
  }
}
