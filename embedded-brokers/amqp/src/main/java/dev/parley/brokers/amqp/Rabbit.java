package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import dev.parley.brokers.Option;
import dev.parley.brokers.Option.Kind;
import dev.parley.brokers.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entry of RabbitMQ in the list of systems. */
public final class Rabbit {
  /** Besides plain text. */
  static final List<String> HEADER_TYPES =
      List.of(
          "bool",
          "byte",
          "short",
          "int",
          "long",
          "float",
          "double",
          "decimal",
          "timestamp",
          "array",
          "table",
          "void",
          "string",
          "bytes");

  /** Seen with other programs' clients; Parley's own options are mapped or refused. */
  private static final List<String> LIMITS =
      List.of(
          "x- arguments of queues (ttl, max-length, dead-letter, type) are refused with 542; create"
              + " rabbit:NAME with options makes such queues",
          "exchanges cannot be bound to exchanges, and amq.rabbitmq.reply-to is no queue",
          "a message with an empty table among its headers is confirmed and then discarded",
          "an exchange declared again with another type, or a queue with x- arguments, closes the"
              + " connection, not the channel",
          "the count of a queue's messages includes those that were given out and not acknowledged",
          "a queue declared again with another durable is accepted and stays as it is",
          "a message that no queue takes is refused with basic.nack, and only then returned",
          "consumers are not told when their queue is deleted",
          "prefetch counts for a channel, not for a consumer",
          "a message's expiration is an instant in milliseconds since 1970, not a time to live");

  private Rabbit() {}

  /** Loads no class of a broker or of a client. */
  public static BrokerKind kind() {
    return new BrokerKind(
        "rabbit",
        "RabbitMQ",
        Set.of(Form.EMBEDDED, Form.PROCESS, Form.CONTAINER, Form.REMOTE),
        Map.of(
            Verb.START,
            start(),
            Verb.CREATE,
            create(),
            Verb.BIND,
            bind(),
            Verb.PUBLISH,
            publish(),
            Verb.SUBSCRIBE,
            subscribe(),
            Verb.PULL,
            List.of(
                Option.flag("peek", "put everything back after it was shown"),
                new Option(
                    List.of("--from"),
                    Kind.TEXT,
                    "PLACE",
                    "of a stream: earliest, latest, an offset, a time (from the chunk that holds it),"
                        + " or -N for the newest N",
                    List.of("earliest", "latest"),
                    false),
                new Option(
                    List.of("--until"),
                    Kind.TEXT,
                    "PLACE",
                    "of a stream: end before an offset, or, with latest, at what is there now",
                    List.of("latest"),
                    false))),
        HEADER_TYPES,
        List.of(
            "-o json shows all properties; a message without a delivery mode, which the broker takes"
                + " as transient, has delivery-mode none, and publish --json sends it without one"),
        LIMITS,
        // A lambda, not a constructor reference: the class is loaded only when it is called.
        () -> new RabbitProvider());
  }

  private static List<Option> start() {
    return List.of(
        Option.of("nodes", Kind.NUMBER, "N", "how many nodes (1); with --mode process up to 3"),
        Option.of(
            "image",
            Kind.TEXT,
            "NAME",
            "the container's image (rabbitmq, or what PARLEY_IMAGE_RABBIT says)"));
  }

  private static List<Option> create() {
    return List.of(
        Option.flag("quorum", "a queue on several nodes"),
        Option.flag("stream", "a log that can be read again"),
        Option.of("ttl", Kind.DURATION, "TIME", "messages expire after this"),
        Option.of("max-length", Kind.NUMBER, "N", "drop the oldest message beyond so many"),
        Option.of(
            "dead-letter",
            Kind.TEXT,
            "EXCHANGE/KEY",
            "where rejected and expired messages go; a name without a slash is a queue"),
        Option.of("priority", Kind.NUMBER, "N", "messages have priorities from 0 to N"),
        Option.flag("durable", "it survives a restart of the broker (the default)"),
        Option.flag("transient", "it does not survive a restart of the broker"),
        Option.choice("type", "of an exchange", "direct", "topic", "fanout", "headers"),
        Option.of("alternate", Kind.TEXT, "EXCHANGE", "gets what an exchange cannot route"));
  }

  private static List<Option> bind() {
    return List.of(
        new Option(
            List.of("--header"),
            Kind.TEXT,
            "NAME[:TYPE]=VALUE",
            "a header that a headers exchange looks for",
            List.of(),
            true),
        Option.choice("match", "whether all of the headers are wanted or any", "all", "any"));
  }

  private static List<Option> publish() {
    return List.of(
        Option.of("priority", Kind.NUMBER, "N", "0 to 255; the queue needs --priority, too"),
        Option.of("expiration", Kind.DURATION, "TIME", "the message expires after this"),
        Option.flag("persistent", "the message survives a restart of the broker (the default)"),
        Option.flag("transient", "the message does not survive a restart of the broker"),
        Option.flag(
            "allow-unroutable", "a message that no queue takes comes back, and that is no failure"),
        Option.of("correlation", Kind.TEXT, "ID", "the correlation id"),
        Option.of("reply-to", Kind.TEXT, "QUEUE", "where the answer goes"),
        Option.of("type", Kind.TEXT, "TEXT", "what kind of message it is"));
  }

  private static List<Option> subscribe() {
    return List.of(
        Option.of("prefetch", Kind.NUMBER, "N", "at most so many unacknowledged (250)"),
        Option.choice(
            "ack",
            "when it is acknowledged: after delivery, by you, or never",
            "auto",
            "manual",
            "none"),
        Option.of("fail-every", Kind.NUMBER, "N", "the work on every N-th message fails"),
        Option.flag("requeue", "what failed is delivered again"),
        Option.choice("from", "where the reading of a stream starts", "latest", "earliest"),
        Option.flag("exclusive", "nobody else may consume from the queue"));
  }
}
