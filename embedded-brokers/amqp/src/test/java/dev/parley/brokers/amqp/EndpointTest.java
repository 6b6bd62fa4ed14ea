package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bob:secret@127.0.0.1:1",
        "amqp://bob:secret",
        "amqp://bob:sec ret@h",
        "amqp://bob:secret,x@h",
        "amqp://bob:x@secret@h:port",
        "amqp:bob:secret@h",
        "amqp:bob:secret",
        "bob:secret",
        "amqp://bob:secret@h,amqps://bob:secret@h",
      })
  void aPasswordIsInNoLine(String url) {
    BrokerException refused = assertThrows(BrokerException.class, () -> Endpoint.parse(url));
    assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
  }
}
