package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
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

  @Test
  void anEndpointThatSaysNothingIsOneLineAfterAWhile() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Client client = new Client("http://127.0.0.1:" + silent.getLocalPort())) {
      long begin = System.nanoTime();
      BrokerException failed = assertThrows(BrokerException.class, client.broker::list);
      assertEquals(
          "no answer from sqs at http://127.0.0.1:" + silent.getLocalPort(), failed.getMessage());
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos());
    }
  }

  @Test
  void anEndpointThatIsDeadIsOneLineSoon() {
    long begin = System.nanoTime();
    try (Client nobody = new Client("http://127.0.0.1:1")) {
      BrokerException failed = assertThrows(BrokerException.class, nobody.broker::list);
      assertEquals("no answer from sqs at http://127.0.0.1:1", failed.getMessage());
    }
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos());
    assertThrows(BrokerException.class, () -> new Client("nonsense"));
  }
}
