package dev.parley.brokers.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.Patience;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One connection, which can be closed or cut. */
final class Link implements AutoCloseable {
  private final Endpoint endpoint;
  private final Connection connection;
  private final AtomicReference<@Nullable Socket> socket;

  private Link(Endpoint endpoint, Connection connection, AtomicReference<@Nullable Socket> socket) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.socket = socket;
  }

  /**
   * @param name as the broker shows it to whoever looks
   */
  static Link open(Endpoint endpoint, String name) throws InterruptedException {
    AtomicBoolean givenUp = new AtomicBoolean();
    return Calls.interruptibly(
        endpoint,
        () -> {
          Link link = connected(endpoint, name);
          if (givenUp.get()) {
            link.cut();
          }
          return link;
        },
        () -> givenUp.set(true));
  }

  /** Without a way out; for a thread that is a background one already. */
  static Link connected(Endpoint endpoint, String name) throws IOException, TimeoutException {
    AtomicReference<@Nullable Socket> socket = new AtomicReference<>();
    ConnectionFactory factory = endpoint.factory();
    factory.setSocketConfigurator(
        opened -> {
          opened.setTcpNoDelay(true);
          socket.set(opened);
        });
    factory.setThreadFactory(threads(name));
    try {
      Connection connection =
          factory.newConnection(new CallerExecutor(), endpoint.addresses(), "parley " + name);
      return new Link(endpoint, connection, socket);
    } catch (IOException | TimeoutException failed) {
      if (endpoint.isCluster() || failed instanceof PossibleAuthenticationFailureException) {
        throw failed;
      }
      Optional<BrokerException> other =
          socket.get() == null ? Optional.empty() : Answerer.explain(endpoint);
      if (other.isPresent()) {
        other.get().addSuppressed(failed);
        throw other.get();
      }
      throw failed;
    }
  }

  private static ThreadFactory threads(String name) {
    return work -> {
      Thread thread = new Thread(work, "rabbit-client-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Without a way out; for a thread that is a background one already. */
  Channel openChannel() throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("the broker allows no more channels");
    }
    return channel;
  }

  /** What the broker says of itself. */
  Product product() {
    Map<String, Object> properties = connection.getServerProperties();
    return new Product(
        String.valueOf(properties.get("product")), String.valueOf(properties.get("version")));
  }

  /** As a killed process would: the broker is told nothing. */
  void cut() {
    Socket opened = socket.get();
    try {
      if (opened != null) {
        opened.setSoLinger(true, 0);
        opened.close();
      }
    } catch (IOException failed) {
      LoggerFactory.getLogger(Link.class).info("Cutting a connection", failed);
    }
    connection.abort(500);
  }

  /** A broker that reads nothing more, because it has no room, takes no goodbye either. */
  @Override
  public void close() {
    Thread closing = new Thread(() -> connection.abort(1000), "rabbit-client-closing");
    closing.setDaemon(true);
    closing.start();
    if (!new Patience(Duration.ofMillis(1500)).await(closing)) {
      cut();
    }
  }
}
