package dev.parley.brokers.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLServerSocketFactory;
import org.junit.jupiter.api.Test;

final class WhoAnswersTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Whom the first caller of a socket takes it for. */
  private static WhoAnswers answer(ServerSocket server, String says) throws Exception {
    try (server) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket caller = server.accept()) {
                  if (caller.getInputStream().read() >= 0) {
                    caller.getOutputStream().write(says.getBytes(US_ASCII));
                  }
                } catch (SocketException | javax.net.ssl.SSLException hungUp) {
                  // As a caller that only looks does.
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              },
              "test-answer");
      thread.start();
      WhoAnswers who = WhoAnswers.at("127.0.0.1", server.getLocalPort(), PATIENCE);
      thread.join();
      return who;
    }
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @Test
  void aPortIsKnownByItsFirstWords() throws Exception {
    ServerSocket secure =
        SSLServerSocketFactory.getDefault()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    assertEquals(WhoAnswers.TLS, answer(secure, "never said"));
    assertEquals(WhoAnswers.HTTP, answer(plain(), "HTTP/1.1 400 Bad Request\r\n\r\n"));
    assertEquals(WhoAnswers.AMQP, answer(plain(), "AMQP\0\0\11\1"));
    assertEquals(WhoAnswers.SSH, answer(plain(), "SSH-2.0-x"));
    assertEquals(WhoAnswers.ANOTHER, answer(plain(), ""));
  }

  /** As a server of HTTP does, that takes a handshake for the beginning of a request. */
  @Test
  void whoWaitsForTheEndOfALineIsAskedOne() throws Exception {
    try (ServerSocket server = plain()) {
      Thread thread =
          new Thread(
              () -> {
                while (!server.isClosed()) {
                  try (Socket caller = server.accept()) {
                    BufferedReader lines =
                        new BufferedReader(
                            new InputStreamReader(
                                caller.getInputStream(), StandardCharsets.ISO_8859_1));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                      if (line.isEmpty()) {
                        caller.getOutputStream().write("<!DOCTYPE HTML>".getBytes(US_ASCII));
                        break;
                      }
                    }
                  } catch (IOException ended) {
                    // The caller leaves, or the test is over.
                  }
                }
              },
              "test-answer");
      thread.setDaemon(true);
      thread.start();
      assertEquals(WhoAnswers.HTTP, WhoAnswers.at("127.0.0.1", server.getLocalPort(), PATIENCE));
    }
  }

  @Test
  void whoSaysNothingIsNobody() throws Exception {
    try (ServerSocket silent = plain()) {
      assertEquals(WhoAnswers.NOBODY, WhoAnswers.at("127.0.0.1", silent.getLocalPort(), PATIENCE));
    }
    assertEquals(WhoAnswers.NOBODY, WhoAnswers.at("127.0.0.1", 1, PATIENCE));
  }
}
