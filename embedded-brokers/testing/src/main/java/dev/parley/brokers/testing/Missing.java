package dev.parley.brokers.testing;

import java.io.PrintStream;

/** What a machine does not have, so that something cannot be tested on it. */
public final class Missing {
  private Missing() {}

  /**
   * Prints the reason.
   *
   * @throws IllegalStateException where everything is to be tested: {@code PARLEY_REQUIRE=all}
   */
  public static void tell(String why) {
    if ("all".equals(System.getenv("PARLEY_REQUIRE"))) {
      throw new IllegalStateException(why);
    }
    PrintStream reason = System.out;
    reason.println(why);
  }
}
