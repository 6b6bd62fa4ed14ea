package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Settings;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;

/** Makes destinations on our own brokers when they are first used, and says so. */
final class Destinations {
  private final Session session;

  Destinations(Session session) {
    this.session = session;
  }

  /** The client for an address whose destination is there. */
  Broker ready(Address address) throws InterruptedException {
    Broker broker = session.broker(address.system());
    if (session.contexts().current().stream().anyMatch(it -> it.broker() == broker)) {
      return there(broker, address);
    }
    if (!isPattern(address) && !session.knows(address)) {
      boolean there = broker.exists(address);
      if (!there && isExchange(address)) {
        // Of which type, only the user knows.
        throw missing(address);
      }
      if (!there && broker.create(address, Settings.NONE)) {
        session.output().say("created " + address.text() + " (first use)");
      }
      session.know(address);
    }
    return broker;
  }

  /**
   * Elsewhere nothing is made that nobody asked for. Kafka's client would wait for a topic that is
   * not there, and RabbitMQ would give the message back or close the channel. SQS says so itself,
   * and whoever may send there may not be allowed to look.
   */
  private static Broker there(Broker broker, Address address) throws InterruptedException {
    boolean asks = !address.system().equals("sqs") && !isPattern(address);
    if (asks && !broker.exists(address)) {
      throw missing(address);
    }
    return broker;
  }

  private static UserException missing(Address address) {
    return UserException.failed(
        address.text() + " is not there",
        address instanceof Address.Exchange exchange && isExchange(address)
            ? "create "
                + new Address.Exchange(exchange.exchange(), "").text()
                + " --type topic makes such an exchange"
            : "create " + address.text() + " makes it");
  }

  /** The nameless one is always there: its keys are queues. */
  private static boolean isExchange(Address address) {
    return address instanceof Address.Exchange exchange && !exchange.exchange().isEmpty();
  }

  private static boolean isPattern(Address address) {
    return address instanceof Address.Topic topic && topic.name().contains("*");
  }
}
