package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import dev.parley.brokers.Option;
import dev.parley.brokers.Option.Kind;
import dev.parley.brokers.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entry of Amazon SQS in the list of systems. */
public final class Sqs {
  /** What ElasticMQ does not do as Amazon SQS does. */
  private static final List<String> LIMITS =
      List.of(
          "an empty batch is accepted, and so is an entry whose id has blanks",
          "ListQueues gives all queues at once: MaxResults is not looked at",
          "MessageRetentionPeriod is accepted and not told: messages stay until they are deleted",
          "what is out of bounds or too long is InvalidAttributeValue, where AWS says"
              + " InvalidParameterValue or BatchRequestTooLong",
          "a visibility timeout of more than 12 hours is accepted",
          "an attribute of an unknown data type is answered with an internal error",
          "a queue may be purged again within 60 s; permissions are accepted and permit nothing",
          "a poll that waits while its queue is deleted is never answered");

  private static final List<String> MAPPINGS =
      List.of(
          "a payload that is no text, or holds control characters, goes as base64; the attribute "
              + Payloads.ENCODING
              + ": base64 says so, and Parley reads it back",
          "an empty payload goes as -, with "
              + Payloads.ENCODING
              + ": empty; an empty header as -, of the type String.empty; a header without a value"
              + " as -, of the type String.absent",
          "a time is given by SQS, and a property of another system is left out; publish and copy"
              + " say what they changed");

  private Sqs() {}

  /** Loads no class of the server's or of the client's library. */
  public static BrokerKind kind() {
    Option visibility =
        Option.of("visibility", Kind.DURATION, "TIME", "nobody else gets a message for so long");
    return new BrokerKind(
        "sqs",
        "Amazon SQS",
        Set.of(Form.EMBEDDED, Form.CONTAINER, Form.REMOTE),
        Map.of(
            Verb.START,
            List.of(
                Option.of(
                    "image",
                    Kind.TEXT,
                    "NAME",
                    "the container's image (localstack/localstack, or what PARLEY_IMAGE_SQS says)")),
            Verb.CREATE,
            List.of(
                Option.of(
                    "visibility",
                    Kind.DURATION,
                    "TIME",
                    "how long a message that was received is hidden from others (30s)"),
                Option.of("delay", Kind.DURATION, "TIME", "how long a new message is hidden (0s)"),
                Option.of("retention", Kind.DURATION, "TIME", "drop messages older than this"),
                Option.of(
                    "dead-letter",
                    Kind.DESTINATION,
                    "QUEUE",
                    "where messages go that keep failing"),
                Option.of(
                    "max-receives", Kind.NUMBER, "N", "a message fails after so many receives (3)"),
                Option.choice(
                    "dedup",
                    "what tells two messages of a .fifo queue apart: their content, or --dedup",
                    "content",
                    "id")),
            Verb.PUBLISH,
            List.of(
                Option.of("group", Kind.TEXT, "ID", "order is kept within a group (.fifo queues)"),
                Option.of("dedup", Kind.TEXT, "ID", "sent once within five minutes (.fifo queues)"),
                Option.of("delay", Kind.DURATION, "TIME", "hide it for so long")),
            Verb.SUBSCRIBE,
            List.of(
                visibility,
                Option.choice(
                    "ack",
                    "when a message is deleted: after delivery, by you, or never",
                    "auto",
                    "manual",
                    "none"),
                Option.of("fail-every", Kind.NUMBER, "N", "the work on every N-th message fails")),
            Verb.PULL,
            List.of(visibility, Option.flag("peek", "leave the messages where they are")),
            Verb.REPLY,
            List.of(visibility),
            Verb.CONNECT,
            List.of(Option.of("region", Kind.TEXT, "REGION", "the region of AWS"))),
        List.of("Number", "Number.int", "Number.float", "String.json", "Binary"),
        MAPPINGS,
        LIMITS,
        // A lambda, not a constructor reference: the class is loaded only when it is called.
        () -> new SqsProvider());
  }
}
