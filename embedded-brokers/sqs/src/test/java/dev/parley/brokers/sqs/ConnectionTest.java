package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import org.junit.jupiter.api.Test;

final class ConnectionTest {
  @Test
  void whoeverStillCallsAClosedOneIsToldSo() {
    Connection connection = new Connection("http://127.0.0.1:1", Settings.NONE, false);
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () ->
                connection.call(
                    sqs -> {
                      // As when its server dies between two calls of the library.
                      connection.close();
                      return sqs.listQueues();
                    }));
    assertEquals("the connection to sqs is closed", refused.getMessage());
  }
}
