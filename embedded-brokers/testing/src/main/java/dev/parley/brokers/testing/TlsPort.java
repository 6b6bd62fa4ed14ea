package dev.parley.brokers.testing;

import dev.parley.brokers.support.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLServerSocketFactory;

/** A port that speaks TLS to whoever calls, and has no certificate to show. */
public final class TlsPort implements AutoCloseable {
  private final ServerSocket server;
  private final Thread thread = new Thread(this::answer, "test-tls-port");

  public TlsPort() throws IOException {
    server =
        SSLServerSocketFactory.getDefault()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread.start();
  }

  public int number() {
    return server.getLocalPort();
  }

  private void answer() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        caller.setSoTimeout(2000);
        caller.getInputStream().readNBytes(1);
      } catch (IOException hungUp) {
        // As whoever does not speak TLS does; and the port is closed in the end.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    new Patience(Duration.ofSeconds(5)).await(thread);
  }
}
