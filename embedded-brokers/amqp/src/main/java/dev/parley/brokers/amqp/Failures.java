package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What a client throws, in one line and a hint. */
final class Failures {
  private static final Pattern INEQUIVALENT =
      Pattern.compile(
          "inequivalent arg '([^']+)' for (queue|exchange) '([^']+)' in vhost '[^']*':"
              + " received (.+) but current is (.+)");

  /** The client's words for a short string that is none. */
  private static final Pattern TOO_LONG =
      Pattern.compile("Short string too long; utf-8 encoded length = (\\d+)");

  private Failures() {}

  static BrokerException explained(Throwable failure, Endpoint endpoint) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BrokerException known) {
        return known;
      }
      if (at instanceof IllegalArgumentException refused) {
        return unfit(refused);
      }
      if (at instanceof ShutdownSignalException closed) {
        Optional<BrokerException> said = said(closed, endpoint);
        if (said.isPresent()) {
          return said.get();
        }
      }
      if (at instanceof AuthenticationFailureException
          || at instanceof PossibleAuthenticationFailureException) {
        return new BrokerException(
            "rabbit at " + endpoint.where() + " refused the user " + endpoint.user(),
            "check both the user and the password, amqp://user:password@host",
            failure);
      }
      if (at instanceof ConnectException || at instanceof UnknownHostException) {
        return BrokerException.unreachable(
            "nothing answers as rabbit at " + endpoint.where(),
            "start rabbit, or look whether the address is right",
            failure);
      }
      if (at instanceof SSLException) {
        return new BrokerException(
            "no trusted TLS with " + endpoint.where() + ": " + line(at),
            "the JVM's trust store has to know who signed its certificate",
            failure);
      }
      if (at instanceof java.util.concurrent.TimeoutException
          || at instanceof java.net.SocketTimeoutException) {
        return BrokerException.unreachable(
            "no answer from rabbit at " + endpoint.where(), "is it reachable from here?", failure);
      }
    }
    if (failure instanceof ShutdownSignalException || failure instanceof IOException) {
      return BrokerException.unreachable(
          "the connection to rabbit at " + endpoint.where() + " was lost",
          "the next command connects again",
          failure);
    }
    return new BrokerException("rabbit: " + line(failure), "", failure);
  }

  /** What the client does not send. */
  static BrokerException unfit(IllegalArgumentException refused) {
    Matcher tooLong = TOO_LONG.matcher(String.valueOf(refused.getMessage()));
    return tooLong.find()
        ? Limits.tooLong(tooLong.group(1))
        : new BrokerException("rabbit: " + line(refused), "", refused);
  }

  /** In the broker's own words, if it said any. */
  private static Optional<BrokerException> said(ShutdownSignalException closed, Endpoint endpoint) {
    Method reason = closed.getReason();
    if (reason instanceof AMQP.Channel.Close channel) {
      return Optional.of(said(channel.getReplyCode(), channel.getReplyText(), closed));
    }
    if (reason instanceof AMQP.Connection.Close connection && !closed.isInitiatedByApplication()) {
      if (connection.getReplyCode() == AMQP.CONNECTION_FORCED) {
        return Optional.of(
            new BrokerException(
                "rabbit at " + endpoint.where() + " closed the connection",
                "start rabbit",
                closed));
      }
      return Optional.of(said(connection.getReplyCode(), connection.getReplyText(), closed));
    }
    return Optional.empty();
  }

  private static BrokerException said(int code, String text, Throwable cause) {
    int dash = text.indexOf(" - ");
    boolean named = dash > 0 && text.substring(0, dash).matches("[A-Z_]+");
    String words = oneLine(named ? text.substring(dash + 3) : text);
    String line = different(words).orElseGet(() -> "rabbit refused: " + words + " (" + code + ")");
    return new BrokerException(line, hint(code, words), cause);
  }

  /** RabbitMQ's words for something that is there already in another way, in ours. */
  static Optional<String> different(String words) {
    Matcher matcher = INEQUIVALENT.matcher(words);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group(3) + (matcher.group(2).equals("exchange") ? "/" : "");
    return Optional.of(
        "rabbit:"
            + name
            + " exists already, with "
            + matcher.group(1)
            + " "
            + bare(matcher.group(5))
            + ", not "
            + bare(matcher.group(4)));
  }

  /** A value without its type and its quotes. */
  private static String bare(String value) {
    return value.replaceFirst("^the value '(.*)' of type '.*'$", "$1").replace("'", "");
  }

  /** By RabbitMQ's words: the code says only that something was not as it has to be. */
  private static String unfit(String words) {
    if (words.contains("inequivalent arg")) {
      return "delete it first, or create it as it is";
    }
    if (words.contains("in use")) {
      return "unsubscribe those who read it first; describe shows how many they are";
    }
    if (words.contains("not empty")) {
      return "purge it first";
    }
    if (words.contains("unknown delivery tag")) {
      return "it was acknowledged or given back already";
    }
    if (words.contains("acknowledgement") && words.contains("timed out")) {
      return "acknowledge sooner, or take less at a time: --prefetch";
    }
    if (words.contains("larger than")) {
      return "send a smaller payload";
    }
    if (words.contains("invalid arg") || words.contains("invalid property")) {
      return "leave that option out; help create names those that fit";
    }
    return "";
  }

  private static String hint(int code, String words) {
    return switch (code) {
      case AMQP.NOT_FOUND -> "list shows what is there, create makes it";
      case AMQP.PRECONDITION_FAILED -> unfit(words);
      case AMQP.RESOURCE_LOCKED -> "another connection has it for itself";
      case AMQP.NOT_IMPLEMENTED ->
          "a stream is read by pull --from earliest, or subscribe --from earliest";
      case AMQP.ACCESS_REFUSED ->
          words.contains("exclusive")
              ? "another subscription has it for itself; unsubscribe that one first"
              : "this user may not";
      default -> "";
    };
  }

  static BrokerException missing(dev.parley.brokers.Address address) {
    return new BrokerException("there is no " + address.text(), "create " + address.text());
  }

  /** The first line of what it says, or what it is. */
  static String line(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : oneLine(message);
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Whether the connection went away, and not something that was asked was refused. */
  static boolean isLoss(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ShutdownSignalException closed) {
        if (closed.getReason() instanceof AMQP.Channel.Close) {
          return false;
        }
        if (closed.getReason() instanceof AMQP.Connection.Close connection) {
          return !closed.isInitiatedByApplication()
              && connection.getReplyCode() == AMQP.CONNECTION_FORCED;
        }
      }
    }
    return true;
  }

  /** Whether a queue is there, but on a node that is not. */
  static boolean isNodeDown(Throwable failure) {
    return closedChannelSaying(failure, "is down or inaccessible");
  }

  /**
   * Whether the node asked has no replica of a stream; a new stream's replicas start in a while.
   */
  static boolean isWithoutReplica(Throwable failure) {
    return closedChannelSaying(failure, "does not have a replica on the local node");
  }

  private static boolean closedChannelSaying(Throwable failure, String words) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ShutdownSignalException closed
          && closed.getReason() instanceof AMQP.Channel.Close channel) {
        return channel.getReplyText().contains(words);
      }
    }
    return false;
  }

  /** Whether the broker closed a channel or a connection with this code. */
  static boolean isCode(Throwable failure, int code) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ShutdownSignalException closed) {
        if (closed.getReason() instanceof AMQP.Channel.Close channel) {
          return channel.getReplyCode() == code;
        }
        if (closed.getReason() instanceof AMQP.Connection.Close connection) {
          return connection.getReplyCode() == code;
        }
      }
    }
    return false;
  }
}
