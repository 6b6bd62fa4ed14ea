package dev.parley.commands.messages;

import dev.parley.brokers.Address;

/** How destinations are called in what is printed. */
final class Names {
  private Names() {}

  /** The plain name of a destination, for naming what belongs to it. */
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
