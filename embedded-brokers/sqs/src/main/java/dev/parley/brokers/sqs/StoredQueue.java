package dev.parley.brokers.sqs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.QueueData;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** A queue of ElasticMQ's as octets. */
final class StoredQueue {
  private static final int FORM = 1;

  private StoredQueue() {}

  static byte[] write(QueueData queue) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(FORM);
      out.writeUTF(queue.name());
      out.writeLong(queue.defaultVisibilityTimeout().millis());
      out.writeLong(queue.delay().toMillis());
      out.writeLong(queue.receiveMessageWait().toMillis());
      Octets.write(out, queue.created());
      Octets.write(out, queue.lastModified());
      out.writeBoolean(queue.isFifo());
      out.writeBoolean(queue.hasContentBasedDeduplication());
      out.writeBoolean(queue.deadLettersQueue().isDefined());
      if (queue.deadLettersQueue().isDefined()) {
        out.writeUTF(queue.deadLettersQueue().get().name());
        out.writeInt(queue.deadLettersQueue().get().maxReceiveCount());
      }
      Octets.write(out, queue.copyMessagesTo());
      Octets.write(out, queue.moveMessagesTo());
      Map<String, String> tags = CollectionConverters.asJava(queue.tags());
      out.writeInt(tags.size());
      for (Map.Entry<String, String> tag : tags.entrySet()) {
        Octets.write(out, tag.getKey());
        Octets.write(out, tag.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return octets.toByteArray();
  }

  static QueueData read(byte[] octets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      Octets.expect(in, FORM);
      String name = in.readUTF();
      MillisVisibilityTimeout visibility = new MillisVisibilityTimeout(in.readLong());
      Duration delay = Duration.ofMillis(in.readLong());
      Duration wait = Duration.ofMillis(in.readLong());
      var created = Octets.readTime(in);
      var modified = Octets.readTime(in);
      boolean fifo = in.readBoolean();
      boolean byContent = in.readBoolean();
      Option<DeadLettersQueueData> dead =
          in.readBoolean()
              ? Option.apply(new DeadLettersQueueData(in.readUTF(), in.readInt()))
              : Option.empty();
      Option<String> copy = Octets.readOption(in);
      Option<String> move = Octets.readOption(in);
      Map<String, String> tags = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String key = Octets.readText(in);
        tags.put(key, Octets.readText(in));
      }
      return new QueueData(
          name,
          visibility,
          delay,
          wait,
          created,
          modified,
          dead,
          fifo,
          byContent,
          copy,
          move,
          Octets.immutable(tags));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
