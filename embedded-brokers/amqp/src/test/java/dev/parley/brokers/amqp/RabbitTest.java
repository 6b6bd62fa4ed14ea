package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import dev.parley.brokers.Option;
import dev.parley.brokers.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RabbitTest {
  @Test
  void everyOptionCanBeTypedAndExplained() {
    BrokerKind kind = Rabbit.kind();
    assertEquals("rabbit", kind.system());
    assertTrue(kind.forms().contains(Form.EMBEDDED));
    for (Verb verb : Verb.values()) {
      Set<String> keys = new HashSet<>();
      for (Option option : kind.options(verb)) {
        assertTrue(keys.add(option.key()), verb + " has --" + option.key() + " twice");
        assertFalse(option.description().isEmpty());
        assertEquals(option.kind() == Option.Kind.FLAG, option.value().isEmpty());
        assertFalse(option.kind() == Option.Kind.CHOICE && option.choices().isEmpty());
      }
    }
  }

  @Test
  void lookingAtTheOptionsLoadsNoClassOfABroker() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                RabbitTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(loaded.contains("dev.parley.brokers.amqp.Rabbit "), "the list of classes is empty");
    assertFalse(loaded.contains(" org.apache.qpid."), "a class of Qpid's was loaded");
    assertFalse(loaded.contains(" com.rabbitmq."), "a class of the client's was loaded");
    assertFalse(loaded.contains("RabbitProvider"), "the provider was loaded");
  }

  /** Looks at the options, in a JVM of its own. */
  public static void main(String[] arguments) {
    if (Rabbit.kind().options(Verb.PUBLISH).isEmpty()) {
      throw new IllegalStateException("no options");
    }
  }
}
