package dev.parley.bench.springkafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Starts spring-kafka-test's broker, publishes one record, consumes it through a group, and ends.
 */
public final class FirstMessage {
  private static final String TOPIC = "first";

  private FirstMessage() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, TOPIC);
    broker.afterPropertiesSet();
    String endpoint = broker.getBrokersAsString();
    boolean consumed = false;
    try (KafkaConsumer<String, String> consumer = consumer(endpoint);
        KafkaProducer<String, String> producer = producer(endpoint)) {
      consumer.subscribe(List.of(TOPIC));
      producer.send(new ProducerRecord<>(TOPIC, "hello")).get();
      for (int i = 0; i < 300 && !consumed; i++) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(100));
        consumed = !records.isEmpty();
      }
    } finally {
      broker.destroy();
    }
    System.exit(consumed ? 0 : 1);
  }

  private static KafkaConsumer<String, String> consumer(String endpoint) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", endpoint, "group.id", "reader", "auto.offset.reset", "earliest"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static KafkaProducer<String, String> producer(String endpoint) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", endpoint), new StringSerializer(), new StringSerializer());
  }
}
