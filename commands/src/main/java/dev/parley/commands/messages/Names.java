package dev.parley.commands.messages;

import dev.parley.brokers.Address;

/** The plain name of a destination, for naming what belongs to it. */
final class Names {
  private Names() {}

  static String of(Address address) {
    if (address instanceof Address.Topic topic) {
      return topic.name();
    }
    if (address instanceof Address.Queue queue) {
      return queue.name();
    }
    return address.text().substring(address.system().length() + 1);
  }
}
