package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Address;
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
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What boto3, AWS's own client in Python, writes is read here, and the other way about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("available")
final class BotoIT {
  private static final String TEXT = "зелёный чай <&> \r\n\t\uD83D\uDE00";
  private static final Header BINARY =
      new Header("binary", Optional.of(Bytes.wrap(new byte[] {0, -1, 10})));
  private Server server;
  private Client sqs;
  private Tool boto;

  static boolean available() throws InterruptedException {
    return Tool.here("boto3", "/usr/bin/python3", "-c", "import boto3");
  }

  @BeforeAll
  void start(@TempDir Path state) throws Exception {
    server =
        Sqs.kind().provider().get().start(Settings.NONE, new Environment(state, failure -> {}));
    sqs = new Client(server.endpoint());
    boto =
        Tool.python(
            Path.of(Objects.requireNonNull(BotoIT.class.getResource("/foreign_sqs.py")).toURI()));
  }

  @AfterAll
  void stop() {
    sqs.close();
    server.close();
  }

  private static Header typed(String name, String type, String value) {
    return new Header(name, Optional.of(Bytes.utf8(value)), Optional.of(type));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itReadsWhatIsPublishedHere() throws Exception {
    Address.Queue queue = sqs.queue();
    sqs.publish(
        Settings.NONE,
        Client.message(
            queue,
            Bytes.utf8(TEXT),
            BINARY,
            typed("json", "String.json", "{}"),
            typed("number", "Number", "7.50"),
            Header.of("trace", "значение")));
    assertEquals(
        List.of(
            "body " + hex(TEXT),
            "header binary Binary 00ff0a",
            "header json String.json " + hex("{}"),
            "header number Number " + hex("7.50"),
            "header trace String " + hex("значение")),
        boto.lines("read", server.endpoint(), queue.name()));
    assertEquals(List.of(), sqs.pull(queue));
  }

  /** SQS takes text only; an attribute says how what is none was written. */
  @Test
  void itReadsABinaryPayloadAsBase64AndTheGroupOfAMessage() throws Exception {
    Address.Queue queue = sqs.fifo();
    sqs.publish(
        Client.settings("group", "g"),
        Client.message(queue, Bytes.wrap(new byte[] {0, -1, 10, -128, 127})));
    assertEquals(
        List.of(
            "body " + hex("AP8KgH8="), "header parley-encoding String " + hex("base64"), "group g"),
        boto.lines("read", server.endpoint(), queue.name()));
  }

  @Test
  void whatItPublishesIsReadHere() throws Exception {
    Address.Queue queue = sqs.fifo();
    boto.run("publish", server.endpoint(), queue.name(), "g");
    Message read = sqs.pull(queue).get(0);
    assertEquals(Optional.of(Bytes.utf8(TEXT)), read.payload());
    assertEquals(
        List.of(
            BINARY,
            typed("json", "String.json", "{}"),
            typed("number", "Number", "7.50"),
            typed("plain", "Binary", "text"),
            Header.of("trace", "значение")),
        read.headers());
    assertEquals("g", read.properties().get("group"));
    assertEquals("d-1", read.properties().get("dedup-id"));
  }
}
