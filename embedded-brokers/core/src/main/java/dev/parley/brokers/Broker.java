package dev.parley.brokers;

import java.time.Duration;
import java.util.List;
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

  /** One table or more: what the destination is, who reads it and how far they are. */
  List<Table> describe(Address address) throws InterruptedException;

  /** Names of consumer groups, for completion. */
  List<String> groups() throws InterruptedException;

  /** Opens a way to send; {@code settings} are {@link Verb#PUBLISH} options. */
  Publisher publisher(Settings settings) throws InterruptedException;

  /**
   * Messages flow to the listener from when this returns (it waits until the system has given this
   * consumer its share), on a thread of the subscription's own, until the subscription is closed or
   * killed. Acknowledgement follows delivery.
   */
  Subscription subscribe(SubscribeRequest request, Deliveries deliveries)
      throws InterruptedException;

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
