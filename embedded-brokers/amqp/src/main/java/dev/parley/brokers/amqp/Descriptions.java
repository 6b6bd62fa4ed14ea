package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import dev.parley.brokers.Address;
import dev.parley.brokers.Table;
import dev.parley.brokers.amqp.Management.BindingView;
import dev.parley.brokers.amqp.Management.ExchangeView;
import dev.parley.brokers.amqp.Management.QueueView;
import dev.parley.brokers.amqp.Management.ReplicaView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code list} and {@code describe} show: all of a broker of ours; of another one what this
 * client created or used, as far as the protocol tells.
 */
final class Descriptions {
  private static final List<String> COLUMNS =
      List.of("destination", "type", "ready", "unacknowledged", "consumers");

  private final Connections connections;
  private final Topology topology;

  Descriptions(Connections connections, Topology topology) {
    this.connections = connections;
    this.topology = topology;
  }

  Table list() throws InterruptedException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Optional<Management> management = connections.management();
    if (management.isPresent()) {
      management.get().queues().forEach(queue -> rows.add(row(queue)));
      management.get().exchanges().forEach(exchange -> rows.add(row(exchange)));
    } else {
      for (String queue : topology.knownQueues()) {
        connections.lookUp(queue).ifPresent(found -> rows.add(row(queue, found)));
      }
      for (String exchange : topology.knownExchanges()) {
        Address address = new Address.Exchange(exchange, "");
        if (topology.exists(address)) {
          rows.add(row(address.text(), "exchange", null, null, null));
        }
      }
    }
    return new Table("destination", COLUMNS, rows);
  }

  List<Table> of(Address address) throws InterruptedException {
    return Messages.isExchange(address)
        ? exchange((Address.Exchange) address)
        : queue(Messages.queue(address));
  }

  private List<Table> queue(String name) throws InterruptedException {
    Optional<AMQP.Queue.DeclareOk> there = connections.lookUp(name);
    if (there.isEmpty()) {
      throw connections.missing(Messages.address(name));
    }
    AMQP.Queue.DeclareOk found = there.get();
    Optional<Management> management = connections.management();
    Optional<QueueView> view =
        management.flatMap(
            broker ->
                broker.queues().stream().filter(each -> each.name().equals(name)).findFirst());
    if (view.isEmpty()) {
      return List.of(new Table("queue", COLUMNS, List.of(row(name, found))));
    }
    List<List<@Nullable Object>> bindings = new ArrayList<>();
    for (ExchangeView exchange : management.get().exchanges()) {
      for (BindingView binding : exchange.bindings()) {
        if (binding.destination().equals(name)) {
          bindings.add(row(exchange.name(), binding));
        }
      }
    }
    List<Table> tables =
        new ArrayList<>(
            List.of(
                new Table("queue", COLUMNS, List.of(row(exact(view.get(), found)))),
                new Table("binding", List.of("from", "to", "arguments"), bindings)));
    management
        .get()
        .expired(name)
        .ifPresent(
            count -> tables.add(new Table("expired", List.of("expired"), List.of(row(count)))));
    List<List<@Nullable Object>> replicas = new ArrayList<>();
    for (ReplicaView replica : management.get().replicas(name)) {
      replicas.add(row(replica.node(), replica.role(), replica.position().orElse(null)));
    }
    if (!replicas.isEmpty()) {
      tables.add(new Table("replica", List.of("node", "role", "position"), replicas));
    }
    return tables;
  }

  /**
   * RabbitMQ looks after quorum queues now and then only; the protocol's answer is of this moment.
   */
  private QueueView exact(QueueView view, AMQP.Queue.DeclareOk found) throws InterruptedException {
    return connections.product().qpid()
        ? view
        : new QueueView(
            view.name(),
            found.getMessageCount(),
            view.unacknowledged(),
            found.getConsumerCount(),
            view.durable());
  }

  private List<Table> exchange(Address.Exchange address) throws InterruptedException {
    Address itself = new Address.Exchange(address.exchange(), "");
    if (!topology.exists(itself)) {
      throw Failures.missing(itself);
    }
    for (ExchangeView view :
        connections.management().map(Management::exchanges).orElseGet(List::of)) {
      if (view.name().equals(address.exchange())) {
        return List.of(
            new Table(
                "exchange",
                List.of("exchange", "type", "durable"),
                List.of(row(itself.text(), view.type(), view.durable()))),
            new Table(
                "binding",
                List.of("from", "to", "arguments"),
                view.bindings().stream().map(binding -> row(view.name(), binding)).toList()));
      }
    }
    return List.of(
        new Table(
            "exchange",
            List.of("exchange", "type", "durable"),
            List.of(row(itself.text(), null, null))));
  }

  private static List<@Nullable Object> row(QueueView queue) {
    return row(
        Messages.address(queue.name()).text(),
        "queue",
        queue.ready(),
        queue.unacknowledged(),
        queue.consumers());
  }

  private static List<@Nullable Object> row(ExchangeView exchange) {
    return row(new Address.Exchange(exchange.name(), "").text(), exchange.type(), null, null, null);
  }

  private static List<@Nullable Object> row(String queue, AMQP.Queue.DeclareOk found) {
    return row(
        Messages.address(queue).text(),
        "queue",
        found.getMessageCount(),
        null,
        found.getConsumerCount());
  }

  private static List<@Nullable Object> row(String exchange, BindingView binding) {
    return row(
        new Address.Exchange(exchange, binding.key()).text(),
        Messages.address(binding.destination()).text(),
        binding.arguments().isEmpty() ? null : new TreeMap<>(binding.arguments()).toString());
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
