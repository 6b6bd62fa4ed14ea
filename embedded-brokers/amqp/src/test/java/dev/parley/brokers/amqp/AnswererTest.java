package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnswererTest {
  /** One that answers each connection with these octets, whatever it is asked. */
  private static String said(String scheme, byte... answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                while (!server.isClosed()) {
                  try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(answer);
                    socket.getOutputStream().flush();
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                  } catch (IOException ended) {
                    // The client leaves, or the test is over.
                  }
                }
              },
              "answering");
      answering.setDaemon(true);
      answering.start();
      String url = scheme + "://u:secret@127.0.0.1:" + server.getLocalPort();
      Endpoint endpoint = Endpoint.parse(url);
      String line =
          String.valueOf(
              assertThrows(BrokerException.class, () -> Link.open(endpoint, "test")).getMessage());
      return line.replaceFirst("\\d+$", "PORT");
    }
  }

  @Test
  void tlsWherePlainTextWasSpokenIsNamed() throws Exception {
    assertEquals(
        "TLS answers at 127.0.0.1:PORT", said("amqp", (byte) 0x15, (byte) 3, (byte) 3, (byte) 0));
  }

  @Test
  void plainTextWhereTlsWasSpokenIsNamed() throws Exception {
    assertEquals(
        "AMQP without TLS answers at 127.0.0.1:PORT",
        said("amqps", "AMQP\u0000\u0000\u0009\u0001".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void anotherProtocolIsNamed() throws Exception {
    assertEquals(
        "HTTP answers at 127.0.0.1:PORT",
        said("amqp", "HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII)));
  }
}
