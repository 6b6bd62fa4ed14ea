package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import dev.parley.brokers.Option;
import dev.parley.brokers.Option.Kind;
import dev.parley.brokers.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The entry of Apache Kafka in the list of systems. */
public final class Kafka {
  private Kafka() {}

  /** Loads no class of Kafka. */
  public static BrokerKind kind() {
    return new BrokerKind(
        "kafka",
        "Apache Kafka",
        Set.of(Form.EMBEDDED, Form.CONTAINER, Form.REMOTE),
        Map.of(
            Verb.START,
            List.of(
                Option.of("nodes", Kind.NUMBER, "N", "how many nodes (1), at most 5"),
                Option.flag("no-auto-create", "no topic is made because a client publishes to it"),
                Option.of(
                    "image",
                    Kind.TEXT,
                    "NAME",
                    "the container's image (apache/kafka, or what PARLEY_IMAGE_KAFKA says)")),
            Verb.CREATE,
            List.of(
                Option.of("partitions", Kind.NUMBER, "N", "how many partitions (1)"),
                Option.of(
                    "replicas",
                    Kind.NUMBER,
                    "N",
                    "on how many nodes each partition is kept (3, or as many as there are)"),
                Option.flag("compact", "keep only the last record of each key"),
                Option.of("retention", Kind.DURATION, "TIME", "drop records older than this"),
                new Option(
                    List.of("--config"),
                    Kind.TEXT,
                    "NAME=VALUE",
                    "a setting of the topic, as Kafka names it",
                    List.of(),
                    true)),
            Verb.PUBLISH,
            List.of(
                Option.of("partition", Kind.NUMBER, "N", "store in this partition"),
                Option.of("timestamp", Kind.TEXT, "TIME", "ISO time or epoch milliseconds"),
                Option.choice("acks", "whose confirmation is waited for", "all", "1", "0"),
                Option.of("transaction", Kind.TEXT, "ID", "send all in one transaction"),
                Option.flag("abort", "give the transaction up in the end")),
            Verb.SUBSCRIBE,
            List.of(
                Option.of("group", Kind.GROUP, "GROUP", "share the work with this group"),
                Option.choice("from", "where a group without commits starts", "latest", "earliest"),
                Option.flag("share", "a share group: members take single records"),
                Option.choice(
                    "ack",
                    "with --share, manual: each message waits for ack, and no further ones come"
                        + " while any does",
                    "auto",
                    "manual"),
                Option.of(
                    "fail-every",
                    Kind.NUMBER,
                    "N",
                    "every N-th message fails: it goes to TOPIC-dlt, or, with --share, is given"
                        + " back once and delivered again")),
            Verb.PULL,
            List.of(
                new Option(
                    List.of("--from"),
                    Kind.TEXT,
                    "PLACE",
                    "earliest, latest, an offset, a time, how long ago, or -N for the newest N;"
                        + " without it, on from where the group is",
                    List.of("earliest", "latest"),
                    false),
                new Option(
                    List.of("--until"),
                    Kind.TEXT,
                    "PLACE",
                    "end before an offset or a time, or, with latest, at what is there now",
                    List.of("latest"),
                    false),
                Option.of(
                    "group",
                    Kind.GROUP,
                    "GROUP",
                    "read and commit as this group (without --from, parley)"),
                Option.flag("peek", "read as the group does, and commit nothing"),
                Option.of("partition", Kind.NUMBER, "N", "this partition only"),
                Option.choice(
                    "isolation",
                    "whether records of open and aborted transactions are read",
                    "committed",
                    "uncommitted")),
            Verb.SEEK,
            List.of(
                Option.of("group", Kind.GROUP, "GROUP", "which group is moved"),
                new Option(
                    List.of("--to"),
                    Kind.TEXT,
                    "PLACE",
                    "earliest, latest, an offset, a time or how long ago, as 10m",
                    List.of("earliest", "latest"),
                    false),
                Option.of("partition", Kind.NUMBER, "N", "in this partition only"))),
        // A lambda, not a constructor reference: the class is loaded only when it is called.
        () -> new KafkaProvider());
  }
}
