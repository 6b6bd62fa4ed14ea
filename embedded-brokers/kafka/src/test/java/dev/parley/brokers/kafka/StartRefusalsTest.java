package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be started is refused before anything is. */
final class StartRefusalsTest {
  @TempDir Path state;

  private String refused(String... settings) {
    return String.valueOf(
        assertThrows(
                BrokerException.class,
                () ->
                    Kafka.kind()
                        .provider()
                        .get()
                        .start(RunningKafka.settings(settings), new Environment(state, line -> {})))
            .getMessage());
  }

  @Test
  void aFormTakesItsOwnSettingsOnly() {
    assertEquals("kafka does not run in the mode process", refused("mode", "process"));
    assertEquals("kafka has an image only in a container", refused("image", "apache/kafka"));
    assertEquals(
        "kafka in a container runs as one node", refused("mode", "container", "nodes", "3"));
    assertEquals(
        "kafka in a container keeps no data", refused("mode", "container", "data", "kept"));
    assertEquals("there is no port 70000", refused("mode", "container", "port", "70000"));
    assertEquals("there is no port 70000", refused("port", "70000"));
    assertEquals("kafka runs with 1 to 5 nodes here, not 6", refused("nodes", "6"));
  }

  @Test
  void aKeptClusterSaysHowManyNodesItHas() throws Exception {
    assertEquals(1, ClusterSize.agreed(state, Optional.empty()));
    assertEquals(3, ClusterSize.agreed(state, Optional.of(3)));
    ClusterSize.remember(state, 3);
    assertEquals(3, ClusterSize.agreed(state, Optional.empty()));
    assertThrows(BrokerException.class, () -> ClusterSize.agreed(state, Optional.of(2)));
    Files.writeString(state.resolve("parley-nodes"), "many");
    assertThrows(BrokerException.class, () -> ClusterSize.agreed(state, Optional.empty()));
    Path older = Files.createDirectories(state.resolve("older/node-1")).getParent();
    assertThrows(BrokerException.class, () -> ClusterSize.agreed(older, Optional.of(3)));
    assertEquals(1, ClusterSize.agreed(older, Optional.empty()));
  }
}
