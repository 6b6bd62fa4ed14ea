package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections to systems that somebody else runs, by name. At most one is the one that commands
 * mean; without one they mean what runs here.
 */
public final class Contexts implements AutoCloseable {
  private final Servers servers;
  private final Traffic traffic;
  private final Map<String, Context> all = new LinkedHashMap<>();
  private Optional<String> current = Optional.empty();

  Contexts(Servers servers, Traffic traffic) {
    this.servers = servers;
    this.traffic = traffic;
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
      all.put(name, new Context(name, kind.system(), url, readOnly, false, connection, used));
      current = Optional.of(name);
    }
    return product;
  }

  public synchronized List<Context> all() {
    return new ArrayList<>(all.values());
  }

  /** The one that commands mean. */
  public synchronized Optional<Context> current() {
    return current.map(all::get);
  }

  /** The one that commands mean, if it is of this system. */
  synchronized Optional<Context> current(String system) {
    return current().filter(context -> context.system().equals(system));
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

  /** From now on commands mean it. */
  public synchronized void use(String name) {
    current = Optional.of(named(name).name());
  }

  /** From now on commands mean what runs here. */
  public synchronized void useLocal() {
    current = Optional.empty();
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
      current = current.filter(used -> !used.equals(name));
    }
    if (gone != null) {
      gone.broker().close();
    }
  }

  @Override
  public void close() {
    all().forEach(context -> disconnect(context.name()));
  }
}
