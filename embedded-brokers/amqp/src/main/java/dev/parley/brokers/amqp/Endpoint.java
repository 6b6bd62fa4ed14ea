package dev.parley.brokers.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import dev.parley.brokers.BrokerException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Where a broker is and who speaks to it, as {@code amqp://user:password@host:port/vhost} or {@code
 * amqps://…}; several, with commas between them, are the addresses of one cluster, and the user is
 * the first one's.
 */
record Endpoint(String user, String password, String host, boolean tls, List<Address> addresses) {
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;

  Endpoint {
    addresses = List.copyOf(addresses);
  }

  /**
   * @throws BrokerException if it is no such address
   */
  static Endpoint parse(String text) {
    List<Address> addresses = new ArrayList<>();
    List<URI> uris = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      URI uri = uri(each.strip());
      boolean tls = uri.getScheme().equals("amqps");
      if (!uris.isEmpty() && tls != uris.get(0).getScheme().equals("amqps")) {
        throw wrong(each);
      }
      uris.add(uri);
      addresses.add(
          new Address(uri.getHost(), uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PORT));
    }
    URI first = uris.get(0);
    String info = first.getRawUserInfo() == null ? "guest:guest" : first.getRawUserInfo();
    int colon = info.indexOf(':');
    String path = first.getRawPath() == null ? "" : first.getRawPath();
    return new Endpoint(
        decoded(colon < 0 ? info : info.substring(0, colon)),
        colon < 0 ? "" : decoded(info.substring(colon + 1)),
        // Everybody but the Java client takes an empty path for the default virtual host.
        path.length() < 2 ? "/" : decoded(path.substring(1)),
        first.getScheme().equals("amqps"),
        addresses);
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, as for another scheme.
    }
    throw wrong(text);
  }

  private static BrokerException wrong(String text) {
    return BrokerException.notUnderstood(
        "not an address of a broker: " + withoutSecret(text),
        "for example amqp://guest:guest@127.0.0.1:5672, or amqps://…");
  }

  /** Only what cannot be, or be a part of, a user and a password. */
  private static String withoutSecret(String text) {
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      return "…" + text.substring(at);
    }
    int slashes = text.indexOf("//");
    boolean mayHoldOne = text.indexOf(':', slashes + 1) >= 0 || slashes < 0;
    return !mayHoldOne ? text : slashes < 0 ? "…" : text.substring(0, slashes + 2) + "…";
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the password: {@code 127.0.0.1:5672}. */
  String where() {
    return addresses.stream()
        .map(address -> address.getHost() + ":" + address.getPort())
        .collect(Collectors.joining(","));
  }

  /** Whether there is another node to go to when one is lost. */
  boolean isCluster() {
    return addresses.size() > 1;
  }

  ConnectionFactory factory() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUsername(user);
    factory.setPassword(password);
    factory.setVirtualHost(host);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    // Where there are other nodes, one that hangs is left sooner.
    factory.setRequestedHeartbeat(isCluster() ? 4 : 10);
    factory.setConnectionTimeout(isCluster() ? 2000 : 5000);
    factory.setHandshakeTimeout(isCluster() ? 2000 : 6000);
    factory.setChannelRpcTimeout(10_000);
    factory.setShutdownTimeout(1000);
    if (tls) {
      try {
        // The client's own default would trust everybody.
        factory.useSslProtocol(SSLContext.getDefault());
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
      factory.enableHostnameVerification();
    }
    return factory;
  }
}
