package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A message as it is sent. Its properties {@code group} and {@code dedup-id} stand for the options
 * of these names, so that what was read can be sent again.
 *
 * @param changes as {@link dev.parley.brokers.Publisher#changes} has them
 * @param bytes what counts for the limit of SQS: body, names, types and values of attributes
 */
record Outgoing(
    String queue,
    String body,
    Map<String, MessageAttributeValue> attributes,
    Optional<String> group,
    Optional<String> dedup,
    Optional<Integer> delaySeconds,
    List<String> changes,
    long bytes) {

  /** Properties that are kept, or that only say where a message was. */
  private static final Set<String> UNCHANGED =
      Set.of(
          Incoming.GROUP,
          Incoming.RECEIVES,
          Incoming.SEQUENCE,
          "delivery-mode",
          "exchange",
          "routing-key");

  static final long MOST_BYTES = 1024 * 1024;

  /**
   * @throws BrokerException if SQS cannot take it
   */
  static Outgoing of(Message message, Settings settings) {
    String queue = Queues.name(message.destination());
    boolean fifo = Queues.fifo(queue);
    Optional<String> group =
        settings
            .text("group")
            .or(() -> message.key().map(key -> group(key)))
            .or(() -> property(message, Incoming.GROUP));
    Optional<String> dedup =
        settings.text("dedup").or(() -> property(message, Incoming.DEDUPLICATION));
    if (fifo && group.isEmpty()) {
      throw new BrokerException(
          "sqs:" + queue + " takes no message without a group",
          "--group ID: order is kept within a group");
    }
    if (!fifo && message.key().isPresent()) {
      throw new BrokerException(
          "sqs has no message keys; --group is for .fifo queues", "leave the key out");
    }
    if (!fifo && (settings.has("group") || settings.has("dedup"))) {
      throw new BrokerException(
          "--group and --dedup are for .fifo queues", "create sqs:" + queue + ".fifo");
    }
    Optional<Integer> delay =
        QueueSettings.seconds(settings, "delay", 0, 900).map(Integer::valueOf);
    if (fifo && delay.isPresent()) {
      throw new BrokerException(
          "a .fifo queue delays all messages or none", "create it with --delay");
    }
    Payloads.Body body =
        Payloads.body(
            message
                .payload()
                .orElseThrow(
                    () ->
                        new BrokerException(
                            "sqs has no messages without a payload", "an empty one is: ''")));
    Map<String, MessageAttributeValue> attributes =
        Attributes.write(message.headers(), body.encoding());
    long bytes = size(body.text(), attributes);
    if (bytes > MOST_BYTES) {
      throw new BrokerException(
          "a message of " + bytes + " bytes is too large for sqs",
          MOST_BYTES
              + " bytes at most, headers included"
              + (body.encoding().isPresent()
                  ? "; a payload that is no text grows by a third"
                  : ""));
    }
    return new Outgoing(
        queue,
        body.text(),
        attributes,
        group,
        fifo ? dedup : Optional.empty(),
        delay,
        changes(message, body, fifo),
        bytes);
  }

  private static List<String> changes(Message message, Payloads.Body body, boolean fifo) {
    List<String> changes = new ArrayList<>();
    body.encoding()
        .map(how -> how.equals(Payloads.EMPTY) ? "empty payload as -" : "payload as " + how)
        .ifPresent(changes::add);
    if (message.headers().stream().anyMatch(header -> header.value().isEmpty())) {
      changes.add("header without a value as -");
    }
    if (message.headers().stream()
        .anyMatch(header -> header.value().filter(Bytes.EMPTY::equals).isPresent())) {
      changes.add("empty header as -");
    }
    boolean own = message.properties().containsKey(Incoming.RECEIVES);
    if (message.timestamp().isPresent() && !own) {
      changes.add("time left out");
    }
    message.properties().keySet().stream()
        .filter(name -> !UNCHANGED.contains(name))
        .filter(name -> !fifo || !name.equals(Incoming.DEDUPLICATION))
        .filter(name -> !own || !name.equals(Incoming.MESSAGE_ID))
        .sorted()
        .forEach(name -> changes.add(name + " left out"));
    return changes;
  }

  /** Whether it can be the name of a message group. */
  static boolean isGroup(Bytes key) {
    return key.text().filter(text -> text.matches("[!-~]{1,128}")).isPresent();
  }

  private static String group(Bytes key) {
    return key.text()
        .filter(text -> isGroup(key))
        .orElseThrow(
            () ->
                new BrokerException(
                    "a key of sqs is a message group: at most 128 letters, digits and signs", ""));
  }

  private static Optional<String> property(Message message, String name) {
    return Optional.ofNullable(message.properties().get(name));
  }

  private static long size(String body, Map<String, MessageAttributeValue> attributes) {
    long bytes = utf8(body);
    for (Map.Entry<String, MessageAttributeValue> entry : attributes.entrySet()) {
      MessageAttributeValue value = entry.getValue();
      bytes += utf8(entry.getKey()) + utf8(value.dataType()) + utf8(value.stringValue());
      bytes += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
    }
    return bytes;
  }

  private static long utf8(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  SendMessageBatchRequestEntry entry(String id) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(body)
        .messageAttributes(attributes)
        .messageGroupId(group.orElse(null))
        .messageDeduplicationId(dedup.orElse(null))
        .delaySeconds(delaySeconds.orElse(null))
        .build();
  }
}
