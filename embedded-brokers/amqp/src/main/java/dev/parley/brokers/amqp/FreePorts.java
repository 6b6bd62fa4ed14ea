package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that another process is to listen on. They are free when they are chosen, and lie below
 * those that systems give to whoever asks for any: so hardly anybody takes one meanwhile.
 */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;
  private static final int ATTEMPTS = 1000;

  private FreePorts() {}

  static List<Integer> any(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int attempt = 0; held.size() < count && attempt < ATTEMPTS; attempt++) {
        try {
          held.add(bound(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)));
        } catch (IOException taken) {
          // Another one.
        }
      }
      if (held.size() < count) {
        throw new BrokerException(
            "there are no free ports from " + LOWEST + " to " + HIGHEST, "end what has them");
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      held.forEach(FreePorts::close);
    }
  }

  /**
   * @throws BrokerException if it is in use
   */
  static void check(int port) {
    try {
      close(bound(port));
    } catch (IOException taken) {
      throw new BrokerException(
          "port " + port + " is in use", "another --port, or none for any that is free", taken);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket;
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }
}
