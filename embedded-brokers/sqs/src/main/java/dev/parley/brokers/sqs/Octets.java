package dev.parley.brokers.sqs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The parts that stored queues and messages are made of. */
final class Octets {
  private Octets() {}

  /** Text of any length: the one that Java has for it ends at 64 KB. */
  static void write(DataOutputStream out, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(octets.length);
    out.write(octets);
  }

  static String readText(DataInputStream in) throws IOException {
    byte[] octets = new byte[in.readInt()];
    in.readFully(octets);
    return new String(octets, StandardCharsets.UTF_8);
  }

  static void write(DataOutputStream out, Option<String> text) throws IOException {
    out.writeBoolean(text.isDefined());
    if (text.isDefined()) {
      write(out, text.get());
    }
  }

  static Option<String> readOption(DataInputStream in) throws IOException {
    return in.readBoolean() ? Option.apply(readText(in)) : Option.empty();
  }

  /** To the nanosecond: messages of a FIFO queue are in the order of their times. */
  static void write(DataOutputStream out, OffsetDateTime time) throws IOException {
    out.writeLong(time.toEpochSecond());
    out.writeInt(time.getNano());
  }

  static OffsetDateTime readTime(DataInputStream in) throws IOException {
    return OffsetDateTime.ofInstant(
        Instant.ofEpochSecond(in.readLong(), in.readInt()), ZoneOffset.UTC);
  }

  static void expect(DataInputStream in, int form) throws IOException {
    int found = in.readUnsignedByte();
    if (found != form) {
      throw new IOException("written by another version: form " + found);
    }
  }

  static <V> scala.collection.immutable.Map<String, V> immutable(Map<String, V> map) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
  }
}
