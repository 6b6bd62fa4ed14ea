package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SecretsTest {
  private final Secrets secrets =
      Secrets.in(
          Map.of(
              "ssl.key.password",
              "hunter2",
              "sasl.jaas.config",
              "PlainLoginModule required username=\"bob\" password=\"s3cret\";",
              "security.protocol",
              "SSL"));

  @Test
  void noLineShowsAPassword() {
    assertEquals(
        "Invalid value … for x, nor …, with SSL",
        secrets
            .hidden(new BrokerException("Invalid value hunter2 for x, nor s3cret, with SSL", ""))
            .getMessage());
    BrokerException harmless = new BrokerException("nothing of it", "");
    assertSame(harmless, secrets.hidden(harmless));
  }

  @Test
  void aLineOfAFileThatIsNoPropertyIsNotShown() {
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () ->
                ClientProperties.of(
                    "127.0.0.1:1", RunningKafka.settings("property", "ssl.key.password hunter2")));
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"));
  }

  @Test
  void aWordOfAValueThatIsNotUnderstoodIsNotShown() {
    Secrets garbage = Secrets.in(Map.of("sasl.jaas.config", "garbage s3cret required"));
    assertEquals(
        "Invalid login module control flag '…' in JAAS config, not required",
        garbage
            .hidden(
                new BrokerException(
                    "Invalid login module control flag 's3cret' in JAAS config, not required", ""))
            .getMessage());
  }
}
