package dev.parley.commands.servers;

import dev.parley.commands.UserException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a system runs, as typed.
 *
 * @param user what stands before the {@code @}, as typed; empty if nothing does
 * @param rest what stands behind it
 */
record RemoteUrl(String scheme, String user, String rest) {
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "kafka", "kafka", "amqp", "rabbit", "amqps", "rabbit", "sqs", "sqs", "http", "sqs",
          "https", "sqs");

  private static final Pattern PORT = Pattern.compile(":(\\d+)(?=,|$)");

  /**
   * @throws UserException if it is none
   */
  static RemoteUrl parse(String typed) {
    int colon = typed.indexOf("://");
    if (colon < 1
        || colon + 3 == typed.length()
        || !SYSTEMS.containsKey(typed.substring(0, colon))) {
      throw UserException.notUnderstood(
          "not the URL of a broker: " + withoutPassword(typed),
          "for example kafka://host:9092, amqp://user@host, sqs://eu-central-1");
    }
    String behind = typed.substring(colon + 3);
    int at = behind.lastIndexOf('@');
    if (at >= 0 && !typed.startsWith("amqp")) {
      throw UserException.notUnderstood(
          "no user and no password in a URL of "
              + SYSTEMS.get(typed.substring(0, colon))
              + ": "
              + withoutPassword(typed),
          "help connect says how a client is known there");
    }
    checkPorts(behind.substring(at + 1));
    return new RemoteUrl(
        typed.substring(0, colon), at < 0 ? "" : behind.substring(0, at), behind.substring(at + 1));
  }

  private static void checkPorts(String hosts) {
    Matcher ports = PORT.matcher(hosts.split("[/?]", 2)[0]);
    while (ports.find()) {
      String port = ports.group(1);
      if (port.length() > 5 || Integer.parseInt(port) > 65_535 || Integer.parseInt(port) == 0) {
        throw UserException.notUnderstood("there is no port " + port, "ports are 1 to 65535");
      }
    }
  }

  private static String withoutPassword(String typed) {
    int begin = Math.max(0, typed.indexOf("://"));
    int at = typed.lastIndexOf('@');
    int colon = typed.indexOf(':', begin == 0 ? 0 : begin + 3);
    return at < 0 || colon < 0 || colon > at
        ? typed
        : typed.substring(0, colon) + ":…" + typed.substring(at);
  }

  String system() {
    return SYSTEMS.get(scheme);
  }

  /** For people: without the password. */
  String shown() {
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    return scheme + "://" + (name.isEmpty() ? "" : name + "@") + rest;
  }

  boolean wantsPassword() {
    return system().equals("rabbit") && !user.isEmpty() && user.indexOf(':') < 0;
  }

  String withPassword(String password) {
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    String escaped = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    return new RemoteUrl(scheme, name + ":" + escaped, rest).endpoint();
  }

  /** As the system's client takes it. */
  String endpoint() {
    return switch (scheme) {
      case "kafka" -> rest;
      case "sqs" -> "sqs:" + rest;
      default -> scheme + "://" + (user.isEmpty() ? "" : user + "@") + rest;
    };
  }
}
