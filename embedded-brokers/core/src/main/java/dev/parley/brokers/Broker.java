package dev.parley.brokers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A client of one messaging system. Everything sent and delivered is reported to {@link Traffic}.
 * Every method that waits can be interrupted; what the system refuses is a {@link BrokerException}.
 */
public interface Broker extends AutoCloseable {
  String system();

  /**
   * Creates a destination. One that exists the same way is left as it is.
   *
   * @return whether it was created now
   * @throws BrokerException if it exists in another way
   */
  boolean create(Address address, Settings settings) throws InterruptedException;

  boolean exists(Address address) throws InterruptedException;

  void delete(Address address) throws InterruptedException;

  /** The destinations that are there, without the system's internal ones. */
  Table list() throws InterruptedException;

  /**
   * Why {@link #list} may show less than there is, and what can be done, in one line; empty if it
   * shows all.
   */
  default Optional<String> unlisted() {
    return Optional.empty();
  }

  /** One table or more: what the destination is, who reads it and how far they are. */
  List<Table> describe(Address address) throws InterruptedException;

  /**
   * From now on what reaches an exchange under a key (a pattern, for a topic exchange) goes to a
   * queue, or to another exchange, too.
   *
   * @param settings {@link Verb#BIND} options
   * @throws BrokerException if the system has no bindings, or one of the two is not there
   */
  default void bind(Address from, Address to, Settings settings) throws InterruptedException {
    throw Unsupported.verb(system(), "bind");
  }

  /**
   * Throws away everything that a destination holds.
   *
   * @return how many messages that were; absent if the system does not say
   */
  default OptionalLong purge(Address address) throws InterruptedException {
    throw Unsupported.verb(system(), "purge");
  }

  /**
   * Moves a group: from now on it reads from another place, backwards or forwards.
   *
   * @param settings {@link Verb#SEEK} options
   * @return one row for each part of the destination: where the group was and where it is
   * @throws BrokerException if the system has no such places, or the group has live members
   */
  default Table seek(Address address, Settings settings) throws InterruptedException {
    throw Unsupported.verb(system(), "seek");
  }

  /**
   * Sends messages that had failed back to where each came from, with their headers, and takes them
   * out of where they are.
   *
   * @param sink told of each, with the address that it goes back to, before it is sent; on a
   *     preview nothing is sent and everything stays where it is
   * @return how many
   * @throws BrokerException if it cannot be told where they came from
   */
  default long redrive(RedriveRequest request, RedriveSink sink) throws InterruptedException {
    throw Unsupported.verb(system(), "redrive");
  }

  /**
   * Somebody who can tell afterwards what a destination got from now on, without taking it.
   *
   * @return empty if the system cannot show messages without taking them
   */
  default Optional<Witness> witness(Address address) throws InterruptedException {
    return Optional.empty();
  }

  /**
   * Asks the system who it is, over the network.
   *
   * @return its product and version, as far as it says: {@code RabbitMQ 3.10.8}
   * @throws BrokerException if it does not answer, or not to us
   */
  default String validate() throws InterruptedException {
    throw Unsupported.verb(system(), "connect");
  }

  /** Names of consumer groups, for completion. */
  List<String> groups() throws InterruptedException;

  /**
   * A message of any system as it can be sent here: with what both systems have.
   *
   * @param losses told of what this system has not
   * @return empty if this system has no such messages at all
   */
  default Optional<Message> adapted(Message message, Address to, Losses losses) {
    return Optional.of(message.to(to));
  }

  /** Opens a way to send; {@code settings} are {@link Verb#PUBLISH} options. */
  Publisher publisher(Settings settings) throws InterruptedException;

  /**
   * Messages flow to the listener from when this returns (it waits until the system has given this
   * consumer its share), on a thread of the subscription's own, until the subscription is closed or
   * killed. Acknowledgement follows delivery.
   */
  Subscription subscribe(SubscribeRequest request, Deliveries deliveries)
      throws InterruptedException;

  /**
   * Whether it stays there for others what a subscription to this address receives, because it is a
   * log, or gets copies of its own.
   */
  default boolean retains(Address address) throws InterruptedException {
    return false;
  }

  /** Reads what is there, at most {@code count}; see {@link PullRequest}. */
  PullResult pull(PullRequest request, MessageSink sink) throws InterruptedException;

  /**
   * Sends a request and waits for the message that answers it, matched by a correlation id.
   *
   * @throws TimeoutException if no answer came in time
   */
  Message request(Message request, Settings settings, Duration timeout)
      throws InterruptedException, TimeoutException;

  /**
   * Answers every request that arrives at an address, until closed.
   *
   * @param answer the payload of the answer to a request; called on the subscription's thread
   */
  Subscription reply(SubscribeRequest request, Function<Message, Bytes> answer)
      throws InterruptedException;

  /**
   * Looks at what the system itself counts, and tells the traffic what is new. It does not wait.
   */
  default void observe() {}

  /**
   * Waits until every message that this client published to a destination with a live subscription
   * was delivered to it or accounted for.
   *
   * @return false if the time ran out first
   */
  boolean awaitSettled(Duration timeout) throws InterruptedException;

  /**
   * One line for each subscription that is not settled: what is outstanding. For the message of a
   * timeout.
   */
  List<String> unsettled();

  /** Ends its subscriptions, in an orderly way, and its connections. Idempotent. */
  @Override
  void close();
}
