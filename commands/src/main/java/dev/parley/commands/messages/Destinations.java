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
    if (session.contexts().current().filter(it -> it.broker() == broker).isPresent()) {
      return there(broker, address);
    }
    if (!isPattern(address) && !session.knows(address)) {
      if (!broker.exists(address) && broker.create(address, Settings.NONE)) {
        session.output().say("created " + address.text() + " (first use)");
      }
      session.know(address);
    }
    return broker;
  }

  /** Elsewhere nothing is made that nobody asked for. */
  private static Broker there(Broker broker, Address address) throws InterruptedException {
    if (address instanceof Address.Topic && !isPattern(address) && !broker.exists(address)) {
      throw UserException.failed(
          address.text() + " is not there", "create " + address.text() + " makes it");
    }
    return broker;
  }

  private static boolean isPattern(Address address) {
    return address instanceof Address.Topic topic && topic.name().contains("*");
  }
}
