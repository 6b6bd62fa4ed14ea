package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.testing.TlsPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  void tlsAndPlainTextAreToldApartAtOnce() throws Exception {
    long begin = System.nanoTime();
    String secured = server.endpoint().replace("http:", "https:");
    try (Client client = new Client(secured)) {
      assertEquals(
          secured + " does not speak TLS",
          assertThrows(BrokerException.class, client.broker::list).getMessage());
    }
    try (TlsPort secure = new TlsPort();
        Client client = new Client("http://127.0.0.1:" + secure.number())) {
      assertEquals(
          "http://127.0.0.1:" + secure.number() + " speaks TLS, and was spoken to without",
          assertThrows(BrokerException.class, client.broker::list).getMessage());
    }
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
  }

  @Test
  void aPasswordInAnEndpointIsNotShown() {
    for (String endpoint :
        List.of("http://bob:s3cret@127.0.0.1:1", "htp:/bob:s3c:r/et@127.0.0.1")) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> new Client(endpoint).close());
      assertFalse((refused.getMessage() + refused.hint()).contains("s3c"), refused::getMessage);
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
