package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ProducersTest {
  @Test
  void aThreadThatIsInterruptedClosesToo() {
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Thread.currentThread().interrupt();
    Producers.close(producer, Duration.ofSeconds(1));
    assertTrue(Thread.interrupted());
  }
}
