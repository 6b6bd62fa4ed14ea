package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Queues, exchanges, and what binds them. */
final class Topology {
  private final Connections connections;

  /** What this client created or asked for; the protocol cannot list what is there. */
  private final Set<String> queues = new TreeSet<>();

  private final Set<String> exchanges = new TreeSet<>();

  Topology(Connections connections) {
    this.connections = connections;
  }

  boolean create(Address address, Settings settings) throws InterruptedException {
    return Messages.isExchange(address)
        ? createExchange(exchange(address), settings)
        : createQueue(Messages.queue(address), settings);
  }

  private static String exchange(Address address) {
    Address.Exchange exchange = (Address.Exchange) address;
    if (!exchange.key().isEmpty()) {
      throw new BrokerException(
          "an exchange is created without a key", "create rabbit:" + exchange.exchange() + "/");
    }
    return exchange.exchange();
  }

  private boolean createQueue(String queue, Settings settings) throws InterruptedException {
    QueueSettings wanted = QueueSettings.of(settings, connections.product());
    if (wanted.mustExist().isPresent() && !exists(wanted.mustExist().get())) {
      throw Failures.missing(wanted.mustExist().get());
    }
    boolean there = connections.lookUp(queue).isPresent();
    if (there) {
      different(
          "rabbit:" + queue,
          connections
              .management()
              .flatMap(view -> view.difference(queue, wanted.durable(), wanted.arguments())));
    }
    if (wanted.detour().isPresent()) {
      detour(wanted.detour().get());
    }
    connections.on(
        channel -> channel.queueDeclare(queue, wanted.durable(), false, false, wanted.arguments()));
    synchronized (this) {
      queues.add(queue);
    }
    return !there;
  }

  /** The protocol does not bind exchanges to each other in Qpid; its own objects do. */
  private void detour(Address.Exchange to) throws InterruptedException {
    QpidManagement management =
        connections
            .management()
            .filter(QpidManagement.class::isInstance)
            .map(QpidManagement.class::cast)
            .orElseThrow(
                () ->
                    new BrokerException(
                        "--dead-letter with an exchange and a key needs RabbitMQ itself",
                        Product.ELSEWHERE + ", or name a queue, or an exchange alone: EXCHANGE/"));
    String name = QueueSettings.detourName(to);
    connections.on(channel -> channel.exchangeDeclare(name, "fanout", true));
    management.rekey(name, to);
  }

  private boolean createExchange(String exchange, Settings settings) throws InterruptedException {
    for (String queues :
        new String[] {"quorum", "stream", "ttl", "max-length", "dead-letter", "priority"}) {
      if (settings.has(queues)) {
        throw new BrokerException("--" + queues + " is for a queue", "an exchange keeps nothing");
      }
    }
    String type = settings.text("type").orElse("direct");
    boolean durable = QueueSettings.durable(settings);
    Optional<String> alternate = settings.text("alternate").map(Topology::exchangeName);
    boolean qpid = connections.product().qpid();
    Map<String, Object> arguments = new HashMap<>();
    alternate.ifPresent(
        name -> arguments.put(qpid ? "alternateExchange" : "alternate-exchange", name));
    if (qpid && alternate.isPresent()) {
      Address there = new Address.Exchange(alternate.get(), "");
      if (!exists(there)) {
        throw Failures.missing(there);
      }
    }
    boolean there = exists(new Address.Exchange(exchange, ""));
    if (there) {
      different(
          "rabbit:" + exchange + "/",
          connections
              .management()
              .flatMap(view -> view.difference(exchange, type, durable, alternate)));
    }
    connections.on(
        channel -> channel.exchangeDeclare(exchange, type, durable, false, false, arguments));
    synchronized (this) {
      exchanges.add(exchange);
    }
    return !there;
  }

  private static String exchangeName(String text) {
    Address address = Address.parse(text.startsWith("rabbit:") ? text : "rabbit:" + text);
    return address instanceof Address.Exchange exchange
        ? exchange.exchange()
        : ((Address.Queue) address).name();
  }

  private static void different(String what, Optional<String> how) {
    if (how.isPresent()) {
      throw new BrokerException(
          what + " exists already, with " + how.get(), "delete it first, or create it as it is");
    }
  }

  boolean exists(Address address) throws InterruptedException {
    if (!Messages.isExchange(address)) {
      return connections.lookUp(Messages.queue(address)).isPresent();
    }
    return connections.hasExchange(((Address.Exchange) address).exchange());
  }

  /**
   * Whether a queue is a stream, as far as can be told: the protocol does not say, but a stream may
   * be declared again as it is, and no other queue as one.
   */
  boolean isStream(String queue) throws InterruptedException {
    if (connections.product().qpid() || connections.lookUp(queue).isEmpty()) {
      return false;
    }
    return connections.on(
        channel -> {
          try {
            channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "stream"));
            return true;
          } catch (IOException refused) {
            if (Failures.isCode(refused, AMQP.PRECONDITION_FAILED)
                || Failures.isCode(refused, AMQP.ACCESS_REFUSED)) {
              return false;
            }
            throw refused;
          }
        });
  }

  void delete(Address address) throws InterruptedException {
    if (!exists(address)) {
      throw connections.missing(address);
    }
    if (Messages.isExchange(address)) {
      String exchange = exchange(address);
      connections.on(channel -> channel.exchangeDelete(exchange));
      synchronized (this) {
        exchanges.remove(exchange);
      }
    } else {
      String queue = Messages.queue(address);
      connections.on(channel -> channel.queueDelete(queue));
      synchronized (this) {
        queues.remove(queue);
      }
    }
  }

  OptionalLong purge(Address address) throws InterruptedException {
    String queue = Messages.queue(address);
    if (connections.lookUp(queue).isEmpty()) {
      throw connections.missing(address);
    }
    return OptionalLong.of(connections.on(channel -> channel.queuePurge(queue)).getMessageCount());
  }

  void bind(Address from, Address to, Settings settings) throws InterruptedException {
    if (!Messages.isExchange(from)) {
      throw new BrokerException(
          from.text() + " is no exchange", "an exchange is written rabbit:shop/order.*");
    }
    Address.Exchange source = (Address.Exchange) from;
    Map<String, Object> arguments = headers(settings);
    for (Address each : new Address[] {from, to}) {
      if (!exists(each)) {
        throw Failures.missing(
            each instanceof Address.Exchange exchange
                ? new Address.Exchange(exchange.exchange(), "")
                : each);
      }
    }
    if (Messages.isExchange(to)) {
      connections.product().need("binding an exchange to another");
      String destination = ((Address.Exchange) to).exchange();
      connections.on(
          channel -> channel.exchangeBind(destination, source.exchange(), source.key(), arguments));
    } else {
      String queue = Messages.queue(to);
      connections.on(
          channel -> channel.queueBind(queue, source.exchange(), source.key(), arguments));
    }
  }

  private static Map<String, Object> headers(Settings settings) {
    Map<String, Object> arguments = new HashMap<>();
    for (String pair : settings.all("header")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw BrokerException.notUnderstood(
            "--header takes NAME=VALUE, not " + pair,
            "for example --header region=north, or --header number:int=5");
      }
      Header header = header(pair.substring(0, equals), pair.substring(equals + 1));
      arguments.put(header.name(), HeaderValues.value(header));
    }
    if (settings.has("match") || !arguments.isEmpty()) {
      arguments.put("x-match", settings.text("match").orElse("all"));
    }
    return arguments;
  }

  /** As for {@code publish -H}: a colon belongs to the name unless a type follows it. */
  private static Header header(String name, String value) {
    int colon = name.lastIndexOf(':');
    boolean typed = colon > 0 && Rabbit.HEADER_TYPES.contains(name.substring(colon + 1));
    return new Header(
        typed ? name.substring(0, colon) : name,
        Optional.of(Bytes.utf8(value)),
        typed ? Optional.of(name.substring(colon + 1)) : Optional.empty());
  }

  synchronized Set<String> knownQueues() {
    return new TreeSet<>(queues);
  }

  synchronized Set<String> knownExchanges() {
    return new TreeSet<>(exchanges);
  }

  /** A queue or an exchange that was used. */
  synchronized void used(Address address) {
    if (Messages.isExchange(address)) {
      exchanges.add(((Address.Exchange) address).exchange());
    } else {
      queues.add(Messages.queue(address));
    }
  }
}
