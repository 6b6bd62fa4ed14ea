package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Server;
import dev.parley.brokers.testing.Tool;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What kcat, a client on another library, writes is read here, and the other way about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("available")
final class KcatIT {
  private static final byte[] BINARY = {0, -1, 10, -128, 127};
  private static final Tool KCAT = Tool.of("kcat");
  private RunningKafka kafka;

  static boolean available() throws InterruptedException {
    return Tool.here("kcat", "kcat", "-V");
  }

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException {
    kafka = new RunningKafka(state);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void itReadsWhatIsPublishedHere() throws Exception {
    Address.Topic topic = kafka.topic();
    kafka.publish(
        new Message(
            topic,
            Optional.of(Bytes.utf8("ключ")),
            List.of(
                Header.of("trace", "abc"),
                new Header("binary", Optional.of(Bytes.wrap(new byte[] {-1, 10, -128})))),
            Optional.of(Bytes.wrap(BINARY)),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes("ключ trace=abc,binary=".getBytes(StandardCharsets.UTF_8));
    expected.writeBytes(new byte[] {-1, 10, -128});
    expected.writeBytes(" 5 ".getBytes(StandardCharsets.UTF_8));
    expected.writeBytes(BINARY);
    assertArrayEquals(
        expected.toByteArray(),
        KCAT.run(
            "-C",
            "-q",
            "-e",
            "-b",
            kafka.server.endpoint(),
            "-t",
            topic.name(),
            "-f",
            "%k %h %S %s"));
  }

  @Test
  void itsGroupReadsWhatIsPublishedHereAndGoesOnFromThere() throws Exception {
    Address.Topic topic = kafka.topic();
    kafka.publish(topic, "one", "two");
    String[] group = {
      "-b",
      kafka.server.endpoint(),
      "-q",
      "-e",
      "-X",
      "auto.offset.reset=earliest",
      "-G",
      "foreigners",
      topic.name()
    };
    assertEquals(List.of("one", "two"), KCAT.lines(group));
    assertEquals(List.of(), kafka.pull(topic, "group", "foreigners"));
    kafka.publish(topic, "three");
    assertEquals(List.of("three"), RunningKafka.payloads(kafka.pull(topic, "group", "foreigners")));
  }

  @Test
  void aTopicIsMadeWhenItFirstPublishesUnlessThatIsSwitchedOff(@TempDir Path files)
      throws Exception {
    Path line = Files.writeString(files.resolve("line"), "hi");
    String[] publish = {
      "-P", "-X", "message.timeout.ms=3000", "-t", "first-use", line.toString(), "-b"
    };
    KCAT.run(with(publish, kafka.server.endpoint()));
    Address topic = new Address.Topic("first-use");
    assertEquals(List.of("hi"), RunningKafka.payloads(kafka.pull(topic, "from", "earliest")));
    try (Server strict =
        kafka.provider.start(
            RunningKafka.settings("no-auto-create", "true"),
            new Environment(files.resolve("state"), failure -> {}))) {
      assertThrows(AssertionError.class, () -> KCAT.run(with(publish, strict.endpoint())));
    }
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  @Test
  void whatItPublishesIsReadHere(@TempDir Path files) throws Exception {
    Address.Topic topic = kafka.topic();
    Path binary = Files.write(files.resolve("binary"), BINARY);
    for (String compression : List.of("none", "gzip", "lz4")) {
      KCAT.run(
          "-P",
          "-b",
          kafka.server.endpoint(),
          "-t",
          topic.name(),
          "-z",
          compression,
          "-k",
          "ключ",
          "-H",
          "trace=abc",
          "-H",
          "имя=значение",
          binary.toString());
    }
    List<Message> read = kafka.pull(topic, "from", "earliest");
    assertEquals(3, read.size());
    for (Message message : read) {
      assertEquals(Optional.of(Bytes.utf8("ключ")), message.key());
      assertEquals(
          List.of(Header.of("trace", "abc"), Header.of("имя", "значение")), message.headers());
      assertArrayEquals(BINARY, message.payload().orElseThrow().unwrap());
    }
  }
}
