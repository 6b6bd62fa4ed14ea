package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.WhoAnswers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What every client of one cluster shares: where it is, how it is spoken to, and what it is. */
final class Connection implements AutoCloseable {
  /** No answer for so long, and the user is told. */
  static final Duration ANSWER = Duration.ofSeconds(9);

  /** A message is given up only when no node took over from one that died for so long. */
  static final Duration DELIVERY = Duration.ofSeconds(45);

  /** So long a commit may take before it is looked whether there is still anything to commit to. */
  static final Duration COMMIT = Duration.ofSeconds(3);

  /** After so long without a first answer it is looked who is there. */
  private static final Duration PUZZLING = Duration.ofMillis(1500);

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final String endpoint;
  private final Map<String, Object> common = new HashMap<>();
  private final AtomicLong clients = new AtomicLong();

  /** Not read, but held, because the logging system forgets what nobody holds. */
  @SuppressWarnings("UnusedVariable")
  private final List<java.util.logging.Logger> loggers = Loggers.silence();

  private final Secrets secrets;

  /** Whether anybody has answered so far. */
  private volatile boolean answered;

  private Optional<Admin> admin = Optional.empty();
  private Optional<Boolean> embedded = Optional.empty();
  private boolean closed;
  private volatile boolean ending;

  /**
   * @param settings {@code property}: {@code NAME=VALUE} pairs for every client, as for a cluster
   *     with passwords
   */
  Connection(String endpoint, Settings settings) {
    this.endpoint = endpoint;
    common.put("bootstrap.servers", endpoint);
    common.put("metric.reporters", "");
    common.put("enable.metrics.push", "false");
    common.put("default.api.timeout.ms", (int) ANSWER.toMillis());
    common.put("request.timeout.ms", 5000);
    common.put("reconnect.backoff.max.ms", 500);
    Map<String, String> given = ClientProperties.of(endpoint, settings);
    common.putAll(given);
    secrets = Secrets.in(given);
  }

  String endpoint() {
    return endpoint;
  }

  private Map<String, Object> client(String name) {
    Map<String, Object> properties = new HashMap<>(common);
    properties.put("client.id", name);
    return properties;
  }

  /** A name that no other client of this program has. */
  String unique(String name) {
    return name + "-" + clients.incrementAndGet();
  }

  Map<String, Object> producer() {
    Map<String, Object> properties = client("parley-publisher");
    properties.remove("default.api.timeout.ms");
    properties.put("key.serializer", ByteArraySerializer.class);
    properties.put("value.serializer", ByteArraySerializer.class);
    // Whether anybody answers at all is asked before, and sooner.
    properties.put("max.block.ms", (int) DELIVERY.toMillis());
    properties.put("delivery.timeout.ms", (int) DELIVERY.toMillis());
    // A topic that was deleted would be made anew, where the cluster does so, by a producer that
    // only
    // looks after those it knows.
    properties.put("metadata.max.idle.ms", 5000);
    // One request at a time. A new leader that refuses a batch, not being ready yet, may take the
    // next one, which is on the way already; the first is then out of order however often it is
    // sent again, until its time is over. Several would be faster only where the network is slow:
    // a broker serves the requests of a connection one after the other.
    properties.putIfAbsent("max.in.flight.requests.per.connection", 1);
    // Meanwhile batches fill, so they are larger: with the default of 16 KB a million messages of
    // 100 octets took almost twice as long.
    properties.putIfAbsent("batch.size", 131_072);
    // How large a message may be is the topic's to say.
    properties.put("max.request.size", 32_000_000);
    return properties;
  }

  Map<String, Object> consumer(String name) {
    Map<String, Object> properties = client(name);
    properties.put("key.deserializer", ByteArrayDeserializer.class);
    properties.put("value.deserializer", ByteArrayDeserializer.class);
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("auto.offset.reset", "earliest");
    return properties;
  }

  synchronized Admin admin() {
    if (closed) {
      throw new BrokerException("the connection to kafka is closed", "start kafka");
    }
    if (admin.isEmpty()) {
      try {
        admin = Optional.of(Admin.create(client("parley-admin")));
      } catch (KafkaException refused) {
        // A host that is not known, a file with keys that is not there, a setting that is wrong.
        throw explained(refused);
      }
    }
    return admin.get();
  }

  /** The answer, or what went wrong in one line. */
  <T> T await(KafkaFuture<T> answer) throws InterruptedException {
    try {
      if (!answered) {
        try {
          answer.get(PUZZLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
          checkWhoAnswers();
        }
      }
      T known = answer.get();
      answered = true;
      return known;
    } catch (ExecutionException failed) {
      throw explained(failed);
    }
  }

  BrokerException explained(Throwable failure) {
    if (ending && String.valueOf(failure.getMessage()).startsWith("Producer is closed")) {
      return gone(failure);
    }
    return secrets.hidden(Failures.explained(failure, endpoint));
  }

  /**
   * A client that speaks TLS to a port that does not, or the other way about, is never told: it
   * would try again and again.
   */
  private void checkWhoAnswers() {
    boolean tls = String.valueOf(common.get("security.protocol")).contains("SSL");
    for (String place : endpoint.split(",", -1)) {
      int colon = place.lastIndexOf(':');
      if (colon < 1 || !place.substring(colon + 1).matches("\\d{1,5}")) {
        continue;
      }
      WhoAnswers who =
          WhoAnswers.at(
              place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)), PUZZLING);
      switch (who) {
        case TLS -> {
          if (!tls) {
            throw new BrokerException(
                place + " speaks TLS, and was spoken to without",
                "connect with --property security.protocol=SSL, or SASL_SSL");
          }
        }
        case ANOTHER -> {
          if (tls) {
            throw new BrokerException(
                place + " does not speak TLS", "security.protocol is PLAINTEXT or SASL_PLAINTEXT");
          }
        }
        case HTTP, AMQP, SSH ->
            throw new BrokerException(
                who.word() + " is spoken at " + place + ", not Kafka", "is it the right port?");
        case NOBODY -> {
          // The client says so, in time.
        }
      }
    }
  }

  /** Whether the cluster is one of Parley's own, here or in another process. */
  boolean embedded() throws InterruptedException {
    synchronized (this) {
      if (embedded.isPresent()) {
        return embedded.get();
      }
    }
    boolean found = ClusterId.embedded(await(admin().describeCluster().clusterId()));
    synchronized (this) {
      embedded = Optional.of(found);
    }
    return found;
  }

  /** From here on its clients are closed, one after the other. */
  void ending() {
    ending = true;
  }

  /** What a client that is closed, as its own exception says, means to whoever still calls it. */
  RuntimeException explained(IllegalStateException refused) {
    return ending ? gone(refused) : refused;
  }

  private static BrokerException gone(Throwable refused) {
    return new BrokerException("the connection to kafka is closed", "start kafka", refused);
  }

  @Override
  public synchronized void close() {
    ending = true;
    closed = true;
    admin.ifPresent(opened -> opened.close(CLOSING));
    admin = Optional.empty();
  }
}
