package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.containers.ContainedSystem;
import dev.parley.brokers.containers.RunningContainer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LocalStack in a container, with SQS alone. */
final class ContainedSqs implements ContainedSystem {
  private static final int ANSWER_MILLIS = 5000;
  private static final int MOST_HEALTH_BYTES = 64 * 1024;
  private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([0-9][^\"]*)\"");

  @Override
  public String system() {
    return "sqs";
  }

  /** The last one that asks for no account. */
  @Override
  public String image() {
    return "localstack/localstack:4.14.0";
  }

  @Override
  public int port() {
    return 4566;
  }

  @Override
  public Path data() {
    return Path.of("/var/lib/localstack");
  }

  /** The URLs of queues are to lead here; newer images want the token of an account. */
  @Override
  public Map<String, String> environment(String host, int port) {
    Map<String, String> all = new HashMap<>();
    all.put("SERVICES", "sqs");
    all.put("EAGER_SERVICE_LOADING", "1");
    all.put("SQS_ENDPOINT_STRATEGY", "path");
    all.put("LOCALSTACK_HOST", host + ":" + port);
    Optional.ofNullable(System.getenv(TOKEN)).ifPresent(token -> all.put(TOKEN, token));
    return all;
  }

  @Override
  public String endpoint(String host, int port) {
    return "http://" + host + ":" + port;
  }

  @Override
  public String product(String endpoint, RunningContainer container) throws InterruptedException {
    // Before the SDK is asked, which would try again by itself, and ever more slowly.
    Optional<String> version = version(endpoint);
    Traffic nobodyLooks = new Traffic(1, () -> "start");
    try (SqsBroker client = SqsBroker.connect(endpoint, Settings.NONE, false, nobodyLooks)) {
      client.validate();
    }
    return version
        .map(number -> "LocalStack " + number)
        .orElseGet(() -> "SQS of " + container.image());
  }

  /** Of LocalStack, if it is one. */
  private static Optional<String> version(String endpoint) {
    try {
      URL health = URI.create(endpoint + "/_localstack/health").toURL();
      HttpURLConnection connection = (HttpURLConnection) health.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      // Or else the JDK keeps it, with a thread of its own.
      connection.setRequestProperty("Connection", "close");
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        return Optional.empty();
      }
      try (InputStream body = connection.getInputStream()) {
        byte[] text = body.readNBytes(MOST_HEALTH_BYTES);
        Matcher version = VERSION.matcher(new String(text, StandardCharsets.UTF_8));
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
      }
    } catch (IOException notYet) {
      throw new BrokerException("sqs does not answer at " + endpoint, "", notYet);
    }
  }
}
