package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message as it was received.
 *
 * @param receipt by which it is deleted, hidden for longer or shown again
 * @param receives how often it was received, this time included
 * @param origin the queue where it failed, if the system says so
 */
record Incoming(Message message, String id, String receipt, int receives, Optional<String> origin) {
  static final String MESSAGE_ID = "message-id";
  static final String RECEIVES = "receive-count";
  static final String GROUP = "group";
  static final String SEQUENCE = "sequence-number";
  static final String DEDUPLICATION = "dedup-id";

  static Incoming of(String queue, software.amazon.awssdk.services.sqs.model.Message received) {
    Map<MessageSystemAttributeName, String> system = received.attributes();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(MESSAGE_ID, received.messageId());
    put(properties, RECEIVES, system, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    put(properties, GROUP, system, MessageSystemAttributeName.MESSAGE_GROUP_ID);
    put(properties, SEQUENCE, system, MessageSystemAttributeName.SEQUENCE_NUMBER);
    put(properties, DEDUPLICATION, system, MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
    Message message =
        new Message(
            new Address.Queue("sqs", queue),
            Optional.empty(),
            Attributes.read(received.messageAttributes()),
            Optional.of(
                Payloads.payload(
                    received.body(), Attributes.encoding(received.messageAttributes()))),
            Optional.ofNullable(system.get(MessageSystemAttributeName.SENT_TIMESTAMP))
                .map(time -> Instant.ofEpochMilli(Long.parseLong(time))),
            Optional.empty(),
            properties);
    int receives =
        Optional.ofNullable(system.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
            .map(Integer::valueOf)
            .orElse(1);
    Optional<String> origin =
        Optional.ofNullable(system.get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
            .map(arn -> arn.substring(arn.lastIndexOf(':') + 1));
    return new Incoming(message, received.messageId(), received.receiptHandle(), receives, origin);
  }

  private static void put(
      Map<String, String> properties,
      String name,
      Map<MessageSystemAttributeName, String> system,
      MessageSystemAttributeName from) {
    String value = system.get(from);
    if (value != null) {
      properties.put(name, value);
    }
  }
}
