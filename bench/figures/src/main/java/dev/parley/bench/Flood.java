package dev.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody else's program that publishes at a steady rate until it is closed. */
final class Flood implements AutoCloseable {
  private static final int BURST = 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final long pauseNanos;
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicLong sent = new AtomicLong();
  private final long begin;

  /**
   * @param rate messages a second
   */
  Flood(String endpoint, String topic, int rate) {
    this.topic = topic;
    this.pauseNanos = BURST * 1_000_000_000L / rate;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", endpoint),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    // Connected first: how long that takes is not the age of a message.
    producer.partitionsFor(topic);
    begin = System.nanoTime();
    thread = new Thread(this::publish, "flood");
    thread.start();
  }

  private void publish() {
    long made = 0;
    for (long bursts = 1; !closed; bursts++) {
      for (int i = 0; i < BURST; i++) {
        String payload = "{\"n\":" + made++ + ", \"item\":\"green tea\", \"price\": 4.5}";
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(topic, payload.getBytes(StandardCharsets.UTF_8)),
                (metadata, failed) -> {
                  if (failed == null) {
                    sent.incrementAndGet();
                  }
                });
      }
      LockSupport.parkNanos(begin + bursts * pauseNanos - System.nanoTime());
    }
  }

  /** When a message was to be sent, by {@link System#nanoTime}. */
  long due(long number) {
    return begin + number / BURST * pauseNanos;
  }

  /** How many were acknowledged. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
