package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where SQS is: {@code http://127.0.0.1:9324} is a server on this machine, {@code
 * https://host:port} any other that speaks SQS, {@code sqs} is AWS in the region of {@code
 * --region} or else of the SDK's own settings, and {@code sqs:eu-central-1} AWS in that region.
 *
 * @param uri absent for AWS
 * @param region absent where the SDK is to find it
 */
record Endpoint(String text, Optional<URI> uri, Optional<String> region) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * @throws BrokerException if it is none
   */
  static Endpoint parse(String text, Settings settings) {
    Optional<String> region = settings.text("region");
    if (text.equals("sqs") || text.startsWith("sqs:")) {
      String named = text.length() > 4 ? text.substring(4) : "";
      return new Endpoint(
          text, Optional.empty(), named.isEmpty() ? region : region.or(() -> Optional.of(named)));
    }
    if (text.startsWith("http://") || text.startsWith("https://")) {
      try {
        URI uri = URI.create(text);
        if (uri.getRawUserInfo() != null) {
          throw BrokerException.notUnderstood(
              "sqs takes no user and no password in its URL",
              "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws");
        }
        if (uri.getHost() != null) {
          return new Endpoint(text, Optional.of(uri), region);
        }
      } catch (IllegalArgumentException noUri) {
        throw notUnderstood(text);
      }
    }
    throw notUnderstood(text);
  }

  private static BrokerException notUnderstood(String text) {
    return BrokerException.notUnderstood(
        "not an endpoint of sqs: " + text.replaceAll("^([^:]*:/*)?.*@", "$1…@"),
        "http://127.0.0.1:9324, or sqs:eu-central-1 for AWS in that region");
  }

  /** Whether it is on this machine, and real credentials must not be shown to it. */
  boolean local() {
    return uri.map(URI::getHost).filter(LOOPBACK::contains).isPresent();
  }
}
