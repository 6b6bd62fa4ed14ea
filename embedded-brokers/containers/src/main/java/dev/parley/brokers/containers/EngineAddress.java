package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where an engine listens.
 *
 * @param text as in {@code DOCKER_HOST}
 * @param socket of this machine; absent for an engine that is reached over a network
 * @param encrypted whether it answers only to those who have a certificate
 */
record EngineAddress(String text, Optional<Path> socket, URI uri, boolean encrypted) {
  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;

  /**
   * What {@code DOCKER_HOST} says, else the first of the usual sockets of Docker and of Podman that
   * is there.
   *
   * @throws BrokerException if there is none, or the variable is not understood
   */
  static EngineAddress of(Map<String, String> environment) {
    String said = environment.getOrDefault("DOCKER_HOST", "");
    if (!said.isBlank()) {
      return parse(said, !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isBlank());
    }
    for (Path usual : usual(environment)) {
      if (Files.exists(usual)) {
        return parse("unix://" + usual, false);
      }
    }
    Optional<Path> podman = PodmanSocket.find(environment);
    if (podman.isPresent()) {
      return parse("unix://" + podman.get(), false);
    }
    throw new BrokerException(
        "there is no container engine on this machine",
        "start Docker or Podman, or set DOCKER_HOST; --mode embedded needs none");
  }

  private static List<Path> usual(Map<String, String> environment) {
    List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
    Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
        .ifPresent(directory -> sockets.add(Path.of(directory, "docker.sock")));
    Optional.ofNullable(environment.get("HOME"))
        .ifPresent(
            home -> {
              sockets.add(Path.of(home, ".docker", "run", "docker.sock"));
              sockets.add(Path.of(home, ".docker", "desktop", "docker.sock"));
            });
    return sockets;
  }

  private static EngineAddress parse(String text, boolean encrypted) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.equals("unix") && uri.getPath() != null && !uri.getPath().isEmpty()) {
        return new EngineAddress(text, Optional.of(Path.of(uri.getPath())), uri, false);
      }
      if ((scheme.equals("tcp") || scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null) {
        return new EngineAddress(text, Optional.empty(), uri, encrypted || scheme.equals("https"));
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Said below, as for one of another kind.
    }
    throw new BrokerException(
        "DOCKER_HOST is not understood: " + text,
        "unix:///var/run/docker.sock, or tcp://127.0.0.1:2375");
  }

  /** Where the ports of its containers are reached. */
  String host() {
    return socket.isPresent() ? "127.0.0.1" : uri.getHost();
  }

  SocketChannel connect() throws IOException {
    SocketAddress address;
    SocketChannel channel;
    if (socket.isPresent()) {
      address = UnixDomainSocketAddress.of(socket.get());
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    } else {
      int port = uri.getPort() < 0 ? (encrypted ? TLS_PORT : PLAIN_PORT) : uri.getPort();
      address = new InetSocketAddress(uri.getHost(), port);
      channel = SocketChannel.open();
    }
    try {
      channel.connect(address);
      return channel;
    } catch (IOException failed) {
      channel.close();
      throw failed;
    } catch (RuntimeException unknownHost) {
      channel.close();
      throw new IOException(unknownHost);
    }
  }
}
