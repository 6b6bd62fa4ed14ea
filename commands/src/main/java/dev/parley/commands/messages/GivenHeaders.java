package dev.parley.commands.messages;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Settings;
import dev.parley.commands.Servers;
import dev.parley.commands.UserException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The headers of {@code -H}: {@code name=value}, {@code name:type=value} where the system has that
 * type, and {@code name:base64=value} or {@code name:type:base64=value} for octets. A colon right
 * before the sign ends a name that has such a word of its own; any other colon belongs to the name.
 */
final class GivenHeaders {
  private static final String OCTETS = ":base64";

  private GivenHeaders() {}

  /**
   * @param system that they are for
   */
  static List<Header> of(Settings settings, Servers servers, String system) {
    List<Header> headers = new ArrayList<>();
    for (String given : settings.all("header")) {
      headers.add(header(given, servers, system));
    }
    return headers;
  }

  private static Header header(String given, Servers servers, String system) {
    int equals = given.indexOf('=');
    if (equals < 1) {
      throw UserException.notUnderstood(
          "a header is NAME=VALUE, not " + Settings.shown(given), "for example: -H trace=abc");
    }
    String name = given.substring(0, equals);
    String value = given.substring(equals + 1);
    if (name.length() > 1 && name.endsWith(":")) {
      return Header.of(name.substring(0, name.length() - 1), value);
    }
    boolean encoded = name.length() > OCTETS.length() && name.endsWith(OCTETS);
    if (encoded) {
      name = name.substring(0, name.length() - OCTETS.length());
    }
    Optional<Bytes> octets = Optional.of(encoded ? decoded(name, value) : Bytes.utf8(value));
    int colon = name.lastIndexOf(':');
    String type = colon < 1 ? "" : name.substring(colon + 1);
    if (servers.kind(system).headerTypes().contains(type)) {
      return new Header(name.substring(0, colon), octets, Optional.of(type));
    }
    if (isTypeElsewhere(type, servers)) {
      throw none(servers.kind(system), name.substring(0, colon), type, value);
    }
    return new Header(name, octets);
  }

  private static boolean isTypeElsewhere(String type, Servers servers) {
    return servers.kinds().stream().anyMatch(kind -> kind.headerTypes().contains(type));
  }

  private static UserException none(BrokerKind kind, String name, String type, String value) {
    String named = "; a name with a colon: -H " + name + ":" + type + ":=" + value;
    return kind.headerTypes().isEmpty()
        ? UserException.notUnderstood(
            kind.system() + " headers are octets, without a type " + type,
            "-H " + name + "=" + value + named)
        : UserException.notUnderstood(
            kind.system() + " has no headers of type " + type,
            "the types are " + String.join(", ", kind.headerTypes()) + named);
  }

  private static Bytes decoded(String name, String value) {
    try {
      return Bytes.wrap(Base64.getDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      throw UserException.notUnderstood(
          "the header " + name + " is no base64: " + Settings.shown(value),
          "for example: -H " + name + ":base64=AAE=");
    }
  }
}
