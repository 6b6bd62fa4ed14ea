package dev.parley.shell;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another program that publishes to the broker which a prompt has started. */
final class OutsideProducer implements AutoCloseable {
  private static final Pattern ENDPOINT = Pattern.compile("ready on (127\\.0\\.0\\.1:\\d+)");

  private final KafkaProducer<String, String> producer;

  /** Starts the broker at the prompt. */
  OutsideProducer(TerminalSession terminal) throws IOException, InterruptedException {
    terminal.enter("start kafka");
    terminal.await("ready on 127.0.0.1:");
    terminal.awaitPrompt();
    Matcher matcher = ENDPOINT.matcher(terminal.text());
    if (!matcher.find()) {
      throw new AssertionError("no endpoint on the screen:\n" + terminal.text());
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", matcher.group(1), "linger.ms", "0"),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Returns when the broker has it. */
  void send(String topic, String payload) throws InterruptedException, ExecutionException {
    var unused = producer.send(new ProducerRecord<>(topic, payload)).get();
  }

  /** Sends as fast as it goes. */
  void flood(String topic, int count) {
    for (int i = 1; i <= count; i++) {
      var unused = producer.send(new ProducerRecord<>(topic, "flood " + i));
    }
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
