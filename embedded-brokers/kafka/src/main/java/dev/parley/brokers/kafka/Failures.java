package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InconsistentTopicIdException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;

/** Kafka's errors in one line, with a hint of what to do. */
final class Failures {
  private Failures() {}

  static BrokerException explained(Throwable failure, String endpoint) {
    Throwable cause = root(failure);
    if (cause instanceof BrokerException known) {
      return known;
    }
    String hint = "";
    String message = line(failure);
    if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
      return BrokerException.unreachable(
          "no answer from kafka at " + endpoint,
          "status shows whether it runs; start kafka starts one",
          failure);
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      message = "no such topic or partition";
      hint = "list shows the topics, describe their partitions";
    } else if (cause instanceof InvalidTopicException) {
      message = "not a name for a topic";
      hint =
          "letters a-z, digits, dot, dash and underscore, at most 249; only subscribe takes a"
              + " pattern: kafka:orders.*";
    } else if (cause instanceof InvalidTimestampException) {
      message = "the timestamp is too far from the broker's clock for this topic";
      hint = "an hour ahead is the most, unless its message.timestamp.after.max.ms says more";
    } else if (cause instanceof RecordTooLargeException) {
      hint = "a topic made with --config max.message.bytes=10000000 takes larger ones";
    } else if (cause instanceof AuthenticationException
        || cause instanceof AuthorizationException) {
      hint = "check the user and its rights";
    } else if (cause instanceof ProducerFencedException
        || cause instanceof FencedInstanceIdException) {
      hint = "another program uses the same id";
    } else if (cause instanceof ConfigException) {
      hint = "an endpoint is HOST:PORT, properties are named as in Kafka's documentation";
    } else if (cause instanceof PolicyViolationException) {
      hint = "a topic that is compacted keeps the last record of each key";
    } else if (cause instanceof InvalidReplicationFactorException) {
      hint = "a partition has one replica on a node; start kafka --nodes 3 makes more nodes";
    } else if (cause instanceof InvalidConfigurationException) {
      hint = "settings are named as in Kafka's documentation";
    }
    return new BrokerException(message, hint, failure);
  }

  /**
   * Whether the group goes on without this member, or a topic of its is gone: what it did not
   * commit is not its own any more, and if it lives it has to join again. Which of these errors a
   * client shows depends on its protocol and on what it was doing.
   */
  static boolean isForgotten(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommitFailedException
          || cause instanceof RebalanceInProgressException
          || cause instanceof UnknownMemberIdException
          || cause instanceof IllegalGenerationException
          || cause instanceof FencedMemberEpochException
          || cause instanceof StaleMemberEpochException
          || cause instanceof FencedInstanceIdException
          || cause instanceof UnreleasedInstanceIdException
          || cause instanceof UnknownTopicOrPartitionException
          || cause instanceof UnknownTopicIdException
          || cause instanceof InconsistentTopicIdException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause.getClass() == KafkaException.class)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The first line of what it says, or of what is said about it where it says nothing. */
  static String line(Throwable failure) {
    Throwable root = root(failure);
    String said = "";
    for (Throwable outer = failure; outer != root; ) {
      Throwable cause = Objects.requireNonNull(outer.getCause());
      // What has no message of its own has that of its cause, which is a class and no words.
      String words = firstLine(outer);
      said = words.isEmpty() || words.equals(cause.toString()) ? said : words;
      outer = cause;
    }
    String own = firstLine(root);
    if (!own.isEmpty()) {
      return own;
    }
    return said.isEmpty() ? "it failed without a reason (" + name(root) + ")" : said;
  }

  private static String firstLine(Throwable failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    int end = message.indexOf('\n');
    return (end < 0 ? message : message.substring(0, end)).strip();
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
