package dev.parley.brokers.sqs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * HTTP/1.1 for the SDK, on the caller's thread: connections are kept, an interruption closes the
 * one that is waited on, and nothing is left when it is closed. The JDK's own client keeps a thread
 * until the collector finds it (Java 17), and its old one can be neither interrupted nor kept from
 * sending a request again by itself. Knows no proxies.
 */
final class HttpConnections implements SdkHttpClient {
  private static final long IDLE_NANOS = 15_000_000_000L;

  private final Map<String, Deque<HttpConnection>> idle = new HashMap<>();
  private final Set<HttpConnection> open = new HashSet<>();
  private final AtomicReference<String> server = new AtomicReference<>("");
  private boolean closed;

  /** What the last answer said of who gave it; empty before the first. */
  String server() {
    return server.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Exchange(request);
  }

  private HttpConnection take(URI uri) throws IOException {
    String place = uri.getScheme() + "://" + uri.getAuthority();
    synchronized (this) {
      Deque<HttpConnection> kept = idle.getOrDefault(place, new ArrayDeque<>());
      for (HttpConnection next = kept.pollFirst(); next != null; next = kept.pollFirst()) {
        if (System.nanoTime() - next.since() < IDLE_NANOS) {
          return next;
        }
        discard(next);
      }
    }
    HttpConnection made = HttpConnection.open(uri, place);
    synchronized (this) {
      if (closed) {
        made.close();
        throw new IOException("closed");
      }
      open.add(made);
    }
    return made;
  }

  private synchronized void giveBack(HttpConnection connection) {
    if (closed || !connection.reusable()) {
      discard(connection);
    } else {
      connection.rest();
      idle.computeIfAbsent(connection.place(), place -> new ArrayDeque<>()).addFirst(connection);
    }
  }

  private synchronized void discard(HttpConnection connection) {
    open.remove(connection);
    connection.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.clear();
    open.forEach(HttpConnection::close);
    open.clear();
  }

  @Override
  public String clientName() {
    return "Parley";
  }

  /** One request and its answer. */
  private final class Exchange implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private volatile Optional<HttpConnection> connection = Optional.empty();
    private volatile boolean aborted;

    Exchange(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      byte[] body = new byte[0];
      if (request.contentStreamProvider().isPresent()) {
        try (InputStream content = request.contentStreamProvider().get().newStream()) {
          body = content.readAllBytes();
        }
      }
      HttpConnection taken = take(request.httpRequest().getUri());
      connection = Optional.of(taken);
      HttpAnswer answer;
      try {
        if (aborted) {
          throw new IOException("aborted");
        }
        answer = taken.exchange(request.httpRequest(), body);
      } catch (IOException | RuntimeException failed) {
        discard(taken);
        throw failed;
      } finally {
        connection = Optional.empty();
      }
      giveBack(taken);
      answer.header("server").ifPresent(server::set);
      SdkHttpResponse.Builder response =
          SdkHttpResponse.builder().statusCode(answer.status()).statusText(answer.reason());
      answer.headers().forEach(response::putHeader);
      return HttpExecuteResponse.builder()
          .response(response.build())
          .responseBody(
              AbortableInputStream.create(new ByteArrayInputStream(answer.body().unwrap())))
          .build();
    }

    @Override
    public void abort() {
      aborted = true;
      connection.ifPresent(HttpConnections.this::discard);
    }
  }
}
