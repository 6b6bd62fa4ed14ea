package dev.parley.brokers.sqs;

import dev.parley.brokers.Bytes;
import dev.parley.brokers.support.WhoAnswers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One connection, for one request at a time (RFC 9112). */
final class HttpConnection {
  private static final int CONNECTING_MILLIS = 3000;
  private static final int MOST_HEADER_BYTES = 64 * 1024;
  private static final long MOST_BODY_BYTES = 64L * 1024 * 1024;

  private final String place;
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private boolean keep = true;
  private long since;

  private HttpConnection(String place, SocketChannel channel, Socket socket) throws IOException {
    this.place = place;
    this.channel = channel;
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    this.out = socket.getOutputStream();
  }

  /** A channel's socket, because an interruption closes it. */
  static HttpConnection open(URI uri, String place) throws IOException {
    boolean secure = uri.getScheme().equals("https");
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(new InetSocketAddress(uri.getHost(), port), CONNECTING_MILLIS);
      Socket socket = channel.socket();
      return new HttpConnection(
          place, channel, secure ? secured(socket, uri.getHost(), port) : socket);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    // Without it any valid certificate would do, whoever's it is.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** What answers is not HTTP. */
  static final class AnotherProtocolException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final WhoAnswers who;

    AnotherProtocolException(WhoAnswers who) {
      super("not an answer of HTTP/1.1 but " + who.word());
      this.who = who;
    }

    WhoAnswers who() {
      return who;
    }
  }

  String place() {
    return place;
  }

  boolean reusable() {
    return keep && channel.isOpen();
  }

  void rest() {
    since = System.nanoTime();
  }

  /** When it was last used, on the clock of {@link System#nanoTime}. */
  long since() {
    return since;
  }

  HttpAnswer exchange(SdkHttpRequest request, byte[] body) throws IOException {
    keep = false;
    // One write: two would wait for each other's acknowledgement where TCP_NODELAY is not known.
    ByteArrayOutputStream octets = new ByteArrayOutputStream(1024 + body.length);
    octets.writeBytes(head(request, body.length).getBytes(StandardCharsets.ISO_8859_1));
    octets.writeBytes(body);
    out.write(octets.toByteArray());
    out.flush();
    HttpAnswer answer = read();
    while (answer.status() / 100 == 1) {
      answer = read();
    }
    keep = !answer.header("connection").map(value -> value.equalsIgnoreCase("close")).orElse(false);
    return answer;
  }

  private static String head(SdkHttpRequest request, int length) {
    URI uri = request.getUri();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    StringBuilder head = new StringBuilder(512);
    head.append(request.method().name()).append(' ').append(path);
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getAuthority()).append("\r\n");
    request.forEachHeader(
        (name, values) -> {
          String known = name.toLowerCase(Locale.ROOT);
          if (!known.equals("host") && !known.equals("content-length") && !known.equals("expect")) {
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
          }
        });
    return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
  }

  private HttpAnswer read() throws IOException {
    in.mark(4);
    byte[] first = in.readNBytes(4);
    in.reset();
    WhoAnswers who = WhoAnswers.of(first);
    if (first.length > 0 && who != WhoAnswers.HTTP) {
      throw new AnotherProtocolException(who);
    }
    String status = line();
    String[] words = status.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new AnotherProtocolException(WhoAnswers.ANOTHER);
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    int code = Integer.parseInt(words[1]);
    byte[] body = code / 100 == 1 || code == 204 || code == 304 ? new byte[0] : body(headers);
    return new HttpAnswer(code, words.length > 2 ? words[2] : "", headers, Bytes.wrap(body));
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int length = chunk(); length > 0; length = chunk()) {
        body.writeBytes(octets(length));
        line();
        octetsBound(body.size());
      }
      String trailer = line();
      while (!trailer.isEmpty()) {
        trailer = line();
      }
      return body.toByteArray();
    }
    List<String> length = headers.get("content-length");
    if (length == null) {
      headers.put("connection", List.of("close"));
      return in.readAllBytes();
    }
    try {
      return octets(octetsBound(Long.parseLong(length.get(0))));
    } catch (NumberFormatException wrong) {
      throw new IOException("not a length: " + length, wrong);
    }
  }

  private int chunk() throws IOException {
    String line = line();
    int end = line.indexOf(';');
    try {
      return octetsBound(Long.parseLong((end < 0 ? line : line.substring(0, end)).strip(), 16));
    } catch (NumberFormatException wrong) {
      throw new IOException("not a chunk's length: " + line, wrong);
    }
  }

  private static int octetsBound(long length) throws IOException {
    if (length < 0 || length > MOST_BODY_BYTES) {
      throw new IOException("an answer of " + length + " bytes");
    }
    return (int) length;
  }

  private byte[] octets(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw new EOFException("the answer ended early");
    }
    return octets;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || line.size() > MOST_HEADER_BYTES) {
        throw new EOFException("the connection was closed");
      }
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // It is what was wanted.
      keep = false;
    }
  }
}
