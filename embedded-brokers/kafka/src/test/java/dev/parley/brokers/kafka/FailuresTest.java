package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  private static String line(Throwable failure) {
    return String.valueOf(Failures.explained(failure, "127.0.0.1:1").getMessage());
  }

  @Test
  void whatSaysNothingIsNotShownAsAClass() {
    KafkaException keys = new KafkaException("Failed to load the keystore", new EOFException());
    assertEquals(
        "Failed to load the keystore",
        line(new KafkaException("Failed to create a client", new KafkaException(keys))));
    assertEquals("deeper", line(new KafkaException("outer", new EOFException("deeper"))));
    assertEquals(
        "it failed without a reason (EOFException)",
        line(new ExecutionException(new EOFException())));
  }
}
