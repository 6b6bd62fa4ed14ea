package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.support.WhoAnswers;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Errors of SQS in one line, with a hint of what to do. */
final class Failures {
  private Failures() {}

  static BrokerException explained(Throwable failure, String endpoint) {
    Throwable cause = root(failure);
    if (cause instanceof BrokerException known) {
      return known;
    }
    Optional<BrokerException> another = anotherProtocol(cause, endpoint);
    if (another.isPresent()) {
      return another.get();
    }
    if (cause instanceof ApiCallTimeoutException || hasCause(cause, java.io.IOException.class)) {
      return BrokerException.unreachable(
          "no answer from sqs at " + endpoint,
          "status shows whether it runs; start sqs starts one",
          failure);
    }
    if (cause instanceof QueueDoesNotExistException) {
      return new BrokerException("there is no such queue", "list shows the queues", failure);
    }
    if (cause instanceof SqsException refused) {
      String message =
          refused.awsErrorDetails() == null ? null : refused.awsErrorDetails().errorMessage();
      if (message != null && message.contains("alphanumeric")) {
        return new BrokerException(
            "not a name for a queue",
            "a queue's name has letters a-z, digits, dash and underscore, at most 80; .fifo may end it",
            failure);
      }
      if (message == null && line(refused).contains("HTTP status code") && !isOverloaded(refused)) {
        return new BrokerException(
            "what answers at "
                + endpoint
                + " is not SQS (HTTP status "
                + refused.statusCode()
                + ")",
            "is it the right address?",
            failure);
      }
      return new BrokerException(
          message == null || message.isBlank() ? line(refused) : firstLine(message),
          refused.statusCode() == 403 ? "check the credentials and their rights" : "",
          failure);
    }
    if (cause instanceof SdkClientException && line(cause).contains("credentials")) {
      return new BrokerException(
          "no credentials for sqs at " + endpoint,
          "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws",
          failure);
    }
    return new BrokerException(line(cause), "", failure);
  }

  /** Whether the same call may work a little later: nobody answered, or not well yet. */
  static boolean isTemporary(BrokerException failure) {
    return failure.isUnreachable()
        || (failure.getCause() instanceof SqsException answer && answer.statusCode() >= 500);
  }

  /** Whether somebody took the call and did not answer in time. */
  static boolean isSlow(BrokerException failure) {
    return hasCause(failure, ApiCallTimeoutException.class);
  }

  /** As a gateway says it, too, with a page for people (RFC 9110, 15.6). */
  private static boolean isOverloaded(SqsException answer) {
    return answer.statusCode() >= 500 && answer.statusCode() != 501;
  }

  /** Whether a receipt is no longer good, because the message became visible again. */
  static boolean isTooLate(BrokerException failure) {
    return hasCause(failure, ReceiptHandleIsInvalidException.class)
        || hasCause(failure, MessageNotInflightException.class);
  }

  /** Somebody answers, and in another language than was expected. */
  private static Optional<BrokerException> anotherProtocol(Throwable failure, String endpoint) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpConnection.AnotherProtocolException another) {
        return Optional.of(
            another.who() == WhoAnswers.TLS
                ? new BrokerException(
                    endpoint + " speaks TLS, and was spoken to without",
                    "write https:// instead of http://",
                    failure)
                : new BrokerException(
                    "what answers at " + endpoint + " is not HTTP but " + another.who().word(),
                    "is it the right port?",
                    failure));
      }
      if (cause instanceof SSLException tls) {
        return Optional.of(
            String.valueOf(tls.getMessage()).contains("unrecognized SSL message")
                ? new BrokerException(
                    endpoint + " does not speak TLS", "write http:// instead of https://", failure)
                : new BrokerException(
                    "no TLS with " + endpoint + ": " + line(tls),
                    "is its certificate for this name, and trusted here?",
                    failure));
      }
    }
    return Optional.empty();
  }

  private static boolean hasCause(Throwable failure, Class<?> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The first line of what it says, or its name. */
  static String line(Throwable failure) {
    Throwable cause = root(failure);
    String first = firstLine(Objects.requireNonNullElse(cause.getMessage(), ""));
    return first.isBlank() ? cause.getClass().getSimpleName() : first;
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return (end < 0 ? message : message.substring(0, end)).strip();
  }
}
