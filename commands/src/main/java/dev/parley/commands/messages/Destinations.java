package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Settings;
import dev.parley.commands.Session;

/** Makes destinations on our own brokers when they are first used, and says so. */
final class Destinations {
  private final Session session;

  Destinations(Session session) {
    this.session = session;
  }

  /** The client for an address whose destination is there. */
  Broker ready(Address address) throws InterruptedException {
    Broker broker = session.servers().broker(address.system());
    if (!isPattern(address) && !session.knows(address)) {
      if (!broker.exists(address) && broker.create(address, Settings.NONE)) {
        session.output().say("created " + address.text() + " (first use)");
      }
      session.know(address);
    }
    return broker;
  }

  private static boolean isPattern(Address address) {
    return address instanceof Address.Topic topic && topic.name().contains("*");
  }
}
