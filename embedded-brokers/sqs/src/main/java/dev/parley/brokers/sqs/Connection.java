package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.LogFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** What every part of one client shares: where SQS is and how it is spoken to. */
final class Connection implements AutoCloseable {
  /** No answer for so long, and the user is told. */
  static final Duration ANSWER = Duration.ofSeconds(8);

  private final Endpoint endpoint;
  private final boolean mayComeBack;
  private final HttpConnections http = new HttpConnections();
  private final ScheduledThreadPoolExecutor deadlines = deadlines();

  /** Not read, but held, because the logging system forgets what nobody holds. */
  @SuppressWarnings("UnusedVariable")
  private final List<java.util.logging.Logger> loggers = LogFile.silence(Loggers.CLIENT);

  private Optional<SqsClient> client = Optional.empty();
  private boolean closed;

  /**
   * @param mayComeBack whether it can answer again after it was lost
   */
  Connection(String endpoint, Settings settings, boolean mayComeBack) {
    this.mayComeBack = mayComeBack;
    this.endpoint = Endpoint.parse(endpoint, settings);
  }

  /** The SDK's own would go on for a while after it was closed. */
  private static ScheduledThreadPoolExecutor deadlines() {
    ScheduledThreadPoolExecutor deadlines =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "sqs-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    deadlines.setRemoveOnCancelPolicy(true);
    return deadlines;
  }

  boolean mayComeBack() {
    return mayComeBack;
  }

  String endpoint() {
    return endpoint.text();
  }

  /** Who answers, as far as it says. */
  String product() {
    String server = http.server();
    if (server.startsWith("ElasticMQ/")) {
      return server.replace('/', ' ');
    }
    if (endpoint.uri().isPresent()) {
      return "SQS at " + endpoint.text();
    }
    return "Amazon SQS" + endpoint.region().map(region -> " " + region).orElse("");
  }

  /**
   * Whether it gives the next message to a poll that was given up: so it does until the time of
   * that poll is over, and the message is hidden as if it were being worked on.
   */
  boolean answersTheDead() {
    String server = http.server();
    return server.startsWith("ElasticMQ") || server.contains("pekko") || server.contains("akka");
  }

  /**
   * Calls SQS on this thread.
   *
   * @throws BrokerException if it does not answer in time, or refuses
   */
  <T> T call(Function<SqsClient, T> call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      return call.apply(client());
    } catch (AbortedException interrupted) {
      throw givenUp(interrupted);
    } catch (SdkException failed) {
      if (Thread.currentThread().isInterrupted()) {
        throw givenUp(failed);
      }
      throw explained(failed);
    } catch (RejectedExecutionException | IllegalStateException refused) {
      // What the SDK meets in a client that was closed meanwhile, because its server died.
      throw isClosed() ? gone(refused) : refused;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static BrokerException gone(Throwable refused) {
    return new BrokerException("the connection to sqs is closed", "start sqs", refused);
  }

  private static InterruptedException givenUp(SdkException cause) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(cause);
    return interrupted;
  }

  private synchronized SqsClient client() {
    if (closed) {
      throw new BrokerException("the connection to sqs is closed", "start sqs");
    }
    if (client.isEmpty()) {
      client = Optional.of(open());
    }
    return client.get();
  }

  private SqsClient open() {
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClient(http)
            .overrideConfiguration(
                settings ->
                    settings
                        .apiCallTimeout(ANSWER)
                        .scheduledExecutorService(deadlines)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(3)
                                .build()));
    endpoint.uri().ifPresent(builder::endpointOverride);
    endpoint.region().ifPresent(region -> builder.region(Region.of(region)));
    if (endpoint.local()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("parley", "parley")));
      if (endpoint.region().isEmpty()) {
        // Any will do, if it is one that there is.
        builder.region(Region.US_EAST_1);
      }
    }
    try {
      return builder.build();
    } catch (SdkException failed) {
      throw new BrokerException(
          "no region for sqs: " + Failures.line(failed), "connect with --region", failed);
    }
  }

  BrokerException explained(Throwable failure) {
    return Failures.explained(failure, endpoint.text());
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      client.ifPresent(SqsClient::close);
    }
    // The SDK does not close what was handed to it.
    http.close();
    deadlines.shutdownNow();
    try {
      if (!deadlines.awaitTermination(1, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a deadline is still being told");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
