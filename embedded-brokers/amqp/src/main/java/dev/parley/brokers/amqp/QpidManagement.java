package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.qpid.server.model.AlternateBinding;
import org.apache.qpid.server.model.Binding;
import org.apache.qpid.server.model.Exchange;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.queue.PriorityQueue;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/** Looks into the embedded broker through its own objects. */
final class QpidManagement implements Management {
  private final QueueManagingVirtualHost<?> host;

  /** By the identity of a queue: one that is created again counts from 0. */
  private final Map<UUID, Long> toldExpired = new HashMap<>();

  QpidManagement(QueueManagingVirtualHost<?> host) {
    this.host = host;
  }

  @Override
  public List<QueueView> queues() {
    List<QueueView> views = new ArrayList<>();
    for (Queue<?> queue : host.getChildren(Queue.class)) {
      long unacknowledged = queue.getUnacknowledgedMessages();
      views.add(
          new QueueView(
              queue.getName(),
              Math.max(0, queue.getQueueDepthMessages() - unacknowledged),
              unacknowledged,
              queue.getConsumerCount(),
              queue.isDurable()));
    }
    views.sort(Comparator.comparing(QueueView::name));
    return views;
  }

  @Override
  public List<ExchangeView> exchanges() {
    List<ExchangeView> views = new ArrayList<>();
    for (Exchange<?> exchange : host.getChildren(Exchange.class)) {
      if (!exchange.getName().startsWith("amq.")) {
        List<BindingView> bindings = new ArrayList<>();
        for (Binding binding : exchange.getBindings()) {
          Map<String, Object> arguments = binding.getArguments();
          bindings.add(
              new BindingView(
                  binding.getBindingKey(),
                  binding.getDestination(),
                  arguments == null ? Map.of() : arguments));
        }
        views.add(
            new ExchangeView(
                exchange.getName(), exchange.getType(), exchange.isDurable(), bindings));
      }
    }
    views.sort(Comparator.comparing(ExchangeView::name));
    return views;
  }

  /** When this one ends, so does its data or at least its address. */
  @Override
  public boolean mayComeBack() {
    return false;
  }

  @Override
  public OptionalLong expired(String name) {
    for (Queue<?> queue : host.getChildren(Queue.class)) {
      if (queue.getName().equals(name)) {
        return OptionalLong.of(queue.getTotalExpiredMessages());
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public synchronized Map<String, Long> newlyExpired() {
    Map<String, Long> expired = new TreeMap<>();
    for (Queue<?> queue : host.getChildren(Queue.class)) {
      long total = queue.getTotalExpiredMessages();
      long told = toldExpired.getOrDefault(queue.getId(), 0L);
      if (total > told) {
        toldExpired.put(queue.getId(), total);
        expired.put(queue.getName(), total - told);
      }
    }
    return expired;
  }

  /** From now on what comes to an exchange goes on to another one, under that one's key. */
  void rekey(String name, Address.Exchange to) {
    for (Exchange<?> exchange : host.getChildren(Exchange.class)) {
      if (exchange.getName().equals(name)) {
        exchange.bind(
            to.exchange(),
            to.key(),
            Map.of(Binding.BINDING_ARGUMENT_REPLACEMENT_ROUTING_KEY, to.key()),
            true);
      }
    }
  }

  @Override
  public boolean deadLetters(String name) {
    return host.getChildren(Queue.class).stream()
        .anyMatch(queue -> queue.getName().equals(name) && queue.getAlternateBinding() != null);
  }

  @Override
  public Optional<String> difference(String name, boolean durable, Map<String, Object> arguments) {
    for (Queue<?> queue : host.getChildren(Queue.class)) {
      if (queue.getName().equals(name)) {
        return difference(queue, durable, arguments);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(
      Queue<?> queue, boolean durable, Map<String, Object> arguments) {
    if (queue.isDurable() != durable) {
      return Optional.of(queue.isDurable() ? "durable" : "transient");
    }
    long ttl = number(arguments.get(Queue.MAXIMUM_MESSAGE_TTL), 0);
    if (queue.getMaximumMessageTtl() != ttl) {
      return Optional.of("a ttl of " + queue.getMaximumMessageTtl() + " ms");
    }
    long length = number(arguments.get(Queue.MAXIMUM_QUEUE_DEPTH_MESSAGES), -1);
    if (queue.getMaximumQueueDepthMessages() != length) {
      return Optional.of("a max-length of " + queue.getMaximumQueueDepthMessages());
    }
    long levels = queue instanceof PriorityQueue<?> ordered ? ordered.getPriorities() : 0;
    if (levels != number(arguments.get(QueueSettings.QPID_PRIORITIES), 0)) {
      return Optional.of((levels > 0 ? "other " : "no ") + "priorities");
    }
    Object wanted = arguments.get(Queue.ALTERNATE_BINDING);
    Optional<Object> destination =
        wanted instanceof Map<?, ?> map
            ? Optional.ofNullable(map.get(AlternateBinding.DESTINATION))
            : Optional.empty();
    return sameAlternate(
            queue.getAlternateBinding() == null
                ? Optional.empty()
                : Optional.of(queue.getAlternateBinding().getDestination()),
            destination)
        ? Optional.empty()
        : Optional.of("another dead-letter");
  }

  private static boolean sameAlternate(Optional<String> one, Optional<Object> other) {
    return one.map(Object::toString).equals(other.map(Object::toString));
  }

  private static long number(Object value, long absent) {
    return value instanceof Number number ? number.longValue() : absent;
  }

  @Override
  public Optional<String> difference(
      String name, String type, boolean durable, Optional<String> alternate) {
    for (Exchange<?> exchange : host.getChildren(Exchange.class)) {
      if (exchange.getName().equals(name)) {
        if (!exchange.getType().equals(type)) {
          return Optional.of("type " + exchange.getType());
        }
        if (exchange.isDurable() != durable) {
          return Optional.of(exchange.isDurable() ? "durable" : "transient");
        }
        Optional<String> actual =
            exchange.getAlternateBinding() == null
                ? Optional.empty()
                : Optional.of(exchange.getAlternateBinding().getDestination());
        return actual.equals(alternate) ? Optional.empty() : Optional.of("another alternate");
      }
    }
    return Optional.empty();
  }
}
