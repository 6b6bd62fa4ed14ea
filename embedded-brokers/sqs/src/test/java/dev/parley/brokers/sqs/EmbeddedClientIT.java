package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and the server of this JVM. */
final class EmbeddedClientIT extends ClientContract {
  @TempDir static Path state;
  private Server server;

  @Override
  String endpoint() throws InterruptedException {
    server =
        Sqs.kind().provider().get().start(Settings.NONE, new Environment(state, failure -> {}));
    return server.endpoint();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theServerSaysWhoItIs() throws InterruptedException {
    try (Client client = new Client(server.endpoint())) {
      assertEquals("ElasticMQ 1.7.1", client.broker.validate());
    }
  }
}
