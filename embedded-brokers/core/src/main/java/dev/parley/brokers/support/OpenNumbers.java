package dev.parley.brokers.support;

import dev.parley.brokers.BrokerException;
import java.util.Collection;
import java.util.stream.Collectors;

/** The messages of a subscription that wait for the user's word, in words. */
public final class OpenNumbers {
  private static final int SHOWN = 10;

  private OpenNumbers() {}

  /** A word about a message that waits for none. */
  public static BrokerException missing(String subscription, long number, Collection<Long> open) {
    return new BrokerException(subscription + " has no open message #" + number, text(open));
  }

  /** {@code open are #1, #3}, or that none is. */
  public static String text(Collection<Long> open) {
    if (open.isEmpty()) {
      return "none is open";
    }
    String numbers =
        open.stream().limit(SHOWN).map(number -> "#" + number).collect(Collectors.joining(", "));
    String more = open.size() > SHOWN ? " and " + (open.size() - SHOWN) + " more" : "";
    return (open.size() == 1 ? "open is " : "open are ") + numbers + more;
  }
}
