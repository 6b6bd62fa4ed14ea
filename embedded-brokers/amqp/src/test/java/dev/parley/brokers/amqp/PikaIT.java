package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.testing.Tool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What pika, a client in Python, writes is read here, and the other way about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("available")
final class PikaIT {
  private static final byte[] BINARY = {0, -1, 10, -128, 127};
  private final BrokerProvider provider = Rabbit.kind().provider().get();
  private Server server;
  private RunningRabbit rabbit;
  private Tool pika;

  static boolean available() throws InterruptedException {
    return Tool.here("pika", "/usr/bin/python3", "-c", "import pika");
  }

  @BeforeAll
  void start(@TempDir Path state) throws Exception {
    server = provider.start(Settings.NONE, new Environment(state, failure -> {}));
    rabbit = new RunningRabbit(provider, server.endpoint());
    pika =
        Tool.python(
            Path.of(Objects.requireNonNull(PikaIT.class.getResource("/foreign_amqp.py")).toURI()));
  }

  @AfterAll
  void stop() {
    rabbit.close();
    server.close();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itReadsWhatIsPublishedHere() throws Exception {
    Address.Queue queue = rabbit.queue();
    rabbit.publish(
        Settings.NONE,
        new Message(
            queue,
            Optional.empty(),
            List.of(
                Header.of("correlation-id", "c-1"),
                new Header("binary", Optional.of(Bytes.wrap(new byte[] {0, -1, 10}))),
                Header.of("trace", "abc"),
                Header.of("имя", "значение")),
            Optional.of(Bytes.wrap(BINARY)),
            Optional.empty(),
            Optional.empty(),
            Map.of("content-type", "application/octet-stream")));
    assertEquals(
        List.of(
            "body 00ff0a807f",
            "header binary 00ff0a",
            "header trace " + hex("abc"),
            "header имя " + hex("значение"),
            "correlation-id c-1",
            "content-type application/octet-stream",
            "delivery-mode 2",
            "left 0"),
        pika.lines("read", server.endpoint(), queue.name()));
  }

  @Test
  void whatItPublishesIsReadHere() throws Exception {
    Address.Queue queue = rabbit.queue();
    pika.run("publish", server.endpoint(), queue.name());
    Message read = rabbit.pull(queue).get(0);
    assertArrayEquals(BINARY, read.payload().orElseThrow().unwrap());
    assertEquals(
        List.of(
            Header.of("correlation-id", "c-1"),
            Header.of("reply-to", "answers"),
            new Header("binary", Optional.of(Bytes.wrap(new byte[] {0, -1, 10}))),
            new Header("number", Optional.of(Bytes.utf8("7")), Optional.of("int")),
            Header.of("trace", "abc"),
            Header.of("имя", "значение")),
        read.headers());
    assertEquals(
        Map.of("content-type", "application/octet-stream", "delivery-mode", "2", "priority", "3"),
        read.properties());
  }
}
