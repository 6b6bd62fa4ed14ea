package dev.parley.commands;

import java.util.Locale;

/** Numbers of messages as people read them; programs read them in {@code -o json}, as digits. */
public final class Counts {
  private Counts() {}

  /** {@code 7}, {@code 1,234}, {@code 902,994}. */
  public static String of(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 message}, {@code 2 messages}. */
  public static String messages(long count) {
    return of(count) + (count == 1 ? " message" : " messages");
  }
}
