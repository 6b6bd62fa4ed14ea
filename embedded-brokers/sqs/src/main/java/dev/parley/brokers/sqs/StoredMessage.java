package dev.parley.brokers.sqs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import scala.Option;
import scala.collection.mutable.ArrayBuffer;
import scala.collection.mutable.Buffer;
import scala.jdk.javaapi.CollectionConverters;

/** A message of ElasticMQ's as octets. */
final class StoredMessage {
  private static final int FORM = 1;

  private StoredMessage() {}

  static byte[] write(InternalMessage message) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(FORM);
      Octets.write(out, message.id());
      out.writeLong(message.nextDelivery());
      Octets.write(out, message.content().value());
      writeAttributes(out, CollectionConverters.asJava(message.messageAttributes()));
      Octets.write(out, message.created());
      out.writeInt(message.orderIndex());
      boolean received = message.firstReceive() instanceof OnDateTimeReceived;
      out.writeBoolean(received);
      if (message.firstReceive() instanceof OnDateTimeReceived first) {
        Octets.write(out, first.when());
      }
      out.writeInt(message.receiveCount());
      out.writeBoolean(message.isFifo());
      Octets.write(out, message.messageGroupId());
      Octets.write(out, message.messageDeduplicationId().map(DeduplicationId::id));
      Octets.write(out, message.tracingId().map(TracingId::id));
      Octets.write(out, message.sequenceNumber());
      Octets.write(out, message.deadLetterSourceQueueName());
      // Only the last one is good for anything; it lets whoever works on the message finish it.
      Octets.write(out, message.deliveryReceipts().lastOption());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return octets.toByteArray();
  }

  private static void writeAttributes(
      DataOutputStream out, Map<String, MessageAttribute> attributes) throws IOException {
    out.writeInt(attributes.size());
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      Octets.write(out, entry.getKey());
      MessageAttribute attribute = entry.getValue();
      if (attribute instanceof BinaryMessageAttribute binary) {
        out.writeByte('B');
        Octets.write(out, binary.asBase64());
      } else if (attribute instanceof NumberMessageAttribute number) {
        out.writeByte('N');
        Octets.write(out, number.stringValue());
      } else {
        out.writeByte('S');
        Octets.write(out, ((StringMessageAttribute) attribute).stringValue());
      }
      Octets.write(out, attribute.customType());
    }
  }

  static InternalMessage read(byte[] octets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      Octets.expect(in, FORM);
      String id = Octets.readText(in);
      long nextDelivery = in.readLong();
      MessageContent content = new MessageContent(Octets.readText(in));
      Map<String, MessageAttribute> attributes = readAttributes(in);
      OffsetDateTime created = Octets.readTime(in);
      int order = in.readInt();
      Received received =
          in.readBoolean() ? new OnDateTimeReceived(Octets.readTime(in)) : NeverReceived$.MODULE$;
      int receives = in.readInt();
      boolean fifo = in.readBoolean();
      Option<String> group = Octets.readOption(in);
      Option<DeduplicationId> deduplication = Octets.readOption(in).map(DeduplicationId::new);
      Option<TracingId> tracing = Octets.readOption(in).map(TracingId::new);
      Option<String> sequence = Octets.readOption(in);
      Option<String> source = Octets.readOption(in);
      Option<String> receipt = Octets.readOption(in);
      Buffer<String> receipts = new ArrayBuffer<>();
      if (receipt.isDefined()) {
        receipts.append(receipt.get());
      }
      return new InternalMessage(
          id,
          receipts,
          nextDelivery,
          content,
          Octets.immutable(attributes),
          created,
          order,
          received,
          receives,
          fifo,
          group,
          deduplication,
          tracing,
          sequence,
          source);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private static Map<String, MessageAttribute> readAttributes(DataInputStream in)
      throws IOException {
    Map<String, MessageAttribute> attributes = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = Octets.readText(in);
      int kind = in.readUnsignedByte();
      String value = Octets.readText(in);
      Option<String> type = Octets.readOption(in);
      attributes.put(
          name,
          kind == 'B'
              ? BinaryMessageAttribute.fromBase64(value, type)
              : kind == 'N'
                  ? new NumberMessageAttribute(value, type)
                  : new StringMessageAttribute(value, type));
    }
    return attributes;
  }
}
