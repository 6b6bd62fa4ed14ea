package dev.parley.brokers.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * What is behind a port that does not answer as it should: the first octets of what it says to the
 * beginning of a TLS handshake (RFC 8446, 5.1), or to a line of text if it waits for the end of
 * one.
 */
public enum WhoAnswers {
  TLS("TLS"),
  HTTP("HTTP"),
  AMQP("AMQP"),
  SSH("SSH"),
  /** Somebody hangs up or says something else: TLS it is not. */
  ANOTHER("something else"),
  /** Nobody is there, or nothing is said. */
  NOBODY("nobody");

  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;

  /** Of AMQP 0-9-1 its header; the rest ends the request that a server of HTTP takes it for. */
  private static final byte[] LINE =
      "AMQP\u0000\u0000\u0009\u0001\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final String word;

  WhoAnswers(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /**
   * Asks who is there; nothing is left open.
   *
   * @param patience for each of two questions
   */
  public static WhoAnswers at(String host, int port, Duration patience) {
    try {
      WhoAnswers first = asked(host, port, hello(), patience);
      if (first != ANOTHER && first != NOBODY) {
        return first;
      }
      WhoAnswers second = asked(host, port, LINE, patience);
      return second == NOBODY ? first : second;
    } catch (IOException | NoSuchAlgorithmException nobody) {
      return NOBODY;
    }
  }

  private static WhoAnswers asked(String host, int port, byte[] question, Duration patience)
      throws IOException {
    int millis = (int) patience.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(question);
      return said(socket.getInputStream());
    }
  }

  private static WhoAnswers said(InputStream in) {
    try {
      byte[] first = in.readNBytes(4);
      return first.length == 0 ? ANOTHER : of(first);
    } catch (SocketTimeoutException silent) {
      return NOBODY;
    } catch (IOException hungUp) {
      return ANOTHER;
    }
  }

  /** By the beginning of what was said. */
  public static WhoAnswers of(byte[] first) {
    if (first.length > 0 && (first[0] == TLS_ALERT || first[0] == TLS_HANDSHAKE)) {
      return TLS;
    }
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("HTTP") || text.startsWith("<!DO")) {
      return HTTP;
    }
    return text.startsWith("AMQP") ? AMQP : text.startsWith("SSH-") ? SSH : ANOTHER;
  }

  private static byte[] hello() throws IOException, NoSuchAlgorithmException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    byte[] octets = new byte[hello.flip().remaining()];
    hello.get(octets);
    return octets;
  }
}
