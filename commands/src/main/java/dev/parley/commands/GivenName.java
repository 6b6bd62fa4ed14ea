package dev.parley.commands;

import dev.parley.brokers.BrokerKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rule for names that the user gives to a connection, a consumer or a publish. */
public final class GivenName {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]+");

  private GivenName() {}

  /**
   * A name that is another word, too, would be understood as that.
   *
   * @param what it would name
   * @param reserved names that mean something else there
   * @throws UserException if it cannot be one
   */
  public static void check(String name, String what, Set<String> reserved, List<BrokerKind> kinds) {
    if (!NAME.matcher(name).matches() || name.startsWith("-") || reserved.contains(name)) {
      String others =
          reserved.isEmpty() ? "" : ", and not " + String.join(" or ", new TreeSet<>(reserved));
      throw UserException.notUnderstood(
          "not a name for a " + what + ": " + (name.isEmpty() ? "''" : name),
          "letters, digits, dot, dash and underscore" + others);
    }
    if (kinds.stream().anyMatch(kind -> kind.system().equals(name))) {
      throw UserException.notUnderstood(
          name + " is a system, and cannot be the name of a " + what,
          "call it by what it is for, as in staging or billing");
    }
  }
}
