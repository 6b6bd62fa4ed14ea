package dev.parley.commands.messages;

import dev.parley.brokers.Address;

/** How destinations and numbers of messages are called in what is printed. */
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

  /** {@code 1 message}, {@code 2 messages}. */
  static String counted(long messages) {
    return messages == 1 ? "1 message" : messages + " messages";
  }
}
