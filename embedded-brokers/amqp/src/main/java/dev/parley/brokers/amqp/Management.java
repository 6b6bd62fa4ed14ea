package dev.parley.brokers.amqp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a broker of ours tells about itself beyond what the protocol says. */
interface Management {
  List<QueueView> queues();

  /** Without the default one and those that the protocol itself prescribes. */
  List<ExchangeView> exchanges();

  /** Whether the queue says where rejected and expired messages go. */
  boolean deadLetters(String queue);

  /**
   * In which way a queue is not the one that would be created.
   *
   * @param arguments as they would be declared
   */
  Optional<String> difference(String queue, boolean durable, Map<String, Object> arguments);

  /** In which way an exchange is not the one that would be created. */
  Optional<String> difference(
      String exchange, String type, boolean durable, Optional<String> alternate);

  /** Whether a node that went down may be started again, at the same address. */
  default boolean mayComeBack() {
    return true;
  }

  /** How many messages of a queue have expired, where the broker counts them. */
  default OptionalLong expired(String queue) {
    return OptionalLong.empty();
  }

  /** How many have expired since this was asked last, by queue; where the broker counts them. */
  default Map<String, Long> newlyExpired() {
    return Map.of();
  }

  /** Where the copies of a queue are, if it can be had on several nodes. */
  default List<ReplicaView> replicas(String queue) {
    return List.of();
  }

  /**
   * @param node {@code rabbit/2}
   * @param role in the broker's own word
   * @param position up to which messages are safe, where the broker counts them
   */
  record ReplicaView(String node, String role, Optional<Long> position) {}

  /**
   * @param ready messages that nobody has
   * @param unacknowledged messages that a consumer has
   */
  record QueueView(String name, long ready, long unacknowledged, int consumers, boolean durable) {}

  /** An exchange and what is bound to it. */
  record ExchangeView(String name, String type, boolean durable, List<BindingView> bindings) {}

  /**
   * @param destination a queue's name, or another exchange's
   */
  record BindingView(String key, String destination, Map<String, Object> arguments) {}
}
