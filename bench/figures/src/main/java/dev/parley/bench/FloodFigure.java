package dev.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Messages into a live subscription for a minute, at a steady rate, while somebody types. */
final class FloodFigure implements Figure {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long WHOLE_SECONDS = 60;
  private static final long SETTLED_SECONDS = 20;

  /** The ages of the messages of this time do not count: publisher and reader start in it. */
  private static final long STARTED_SECONDS = 1;

  private static final long KEY_MILLIS = 150;
  private static final int LINE = 40;
  private static final String COMMAND = "publish kafka:typed ";

  private final int perSecond;
  private final int echoMillis;

  /**
   * @param perSecond messages a second
   * @param echoMillis what a key's echo may take at the 99th percentile
   */
  FloodFigure(int perSecond, int echoMillis) {
    this.perSecond = perSecond;
    this.echoMillis = echoMillis;
  }

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    try (PseudoTerminal terminal = new PseudoTerminal(place, List.of(place.parley()))) {
      terminal.await("parley> ", PATIENCE);
      terminal.type("start kafka\r");
      terminal.await(" ready on ", PATIENCE);
      String endpoint = terminal.restOfLine().replaceAll("^(127\\.0\\.0\\.1:\\d+).*$", "$1");
      terminal.type("create kafka:typed\r");
      terminal.await("created kafka:typed", PATIENCE);
      terminal.type("create kafka:flood\r");
      terminal.await("created kafka:flood", PATIENCE);
      terminal.type("subscribe kafka:flood --as flood\r");
      terminal.await("parley> ", PATIENCE);
      return flooded(terminal, endpoint);
    }
  }

  private List<Row> flooded(PseudoTerminal terminal, String endpoint)
      throws IOException, InterruptedException {
    Echoes echoes = new Echoes();
    Shown shown = new Shown(STARTED_SECONDS * perSecond);
    terminal.watch(echoes::wrote);
    ResidentMemory memory = new ResidentMemory(terminal.pid());
    List<String> typed = new ArrayList<>();
    boolean intact = true;
    int pressed = 0;
    double before = 0;
    double rate;
    try (Flood flood = new Flood(endpoint, "flood", perSecond)) {
      long begin = System.nanoTime();
      terminal.await("flood ", PATIENCE);
      terminal.watch(
          piece -> {
            echoes.wrote(piece);
            shown.sees(echoes.screen(), flood);
          });
      while (seconds(begin) < WHOLE_SECONDS) {
        terminal.type(COMMAND);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < LINE; i++) {
          TimeUnit.MILLISECONDS.sleep(KEY_MILLIS);
          // Latin letters with accents: one column each, and none is typed twice.
          char letter = (char) (0x100 + pressed++);
          echoes.pressing(letter);
          terminal.type(String.valueOf(letter));
          line.append(letter);
          if (before == 0 && seconds(begin) >= SETTLED_SECONDS) {
            before = memory.megabytes();
          }
        }
        if (!echoes.shows("parley> " + COMMAND + line, 1_000)) {
          intact = false;
          System.err.println("the line typed is not intact on this screen:\n" + echoes.screen());
        }
        terminal.type("\r");
        terminal.await("published", PATIENCE);
        typed.add(line.toString());
      }
      rate = flood.sent() / seconds(begin);
    }
    double after = memory.megabytes();
    intact &= echoes.echoed() == pressed && typed.equals(arrived(endpoint));
    return List.of(
        Row.fact(
            name("messages a second"),
            String.format(Locale.ROOT, "%,.0f", rate),
            String.format(Locale.ROOT, "≥ %,.0f", perSecond * 0.95),
            rate >= perSecond * 0.95),
        Row.fact(name("lines typed intact"), typed.size() + " lines", "all", intact),
        Row.absolute(name("key echo, median"), "ms", echoes.percentile(0.5), Target.atMost(50)),
        Row.absolute(
            name("key echo, p99"), "ms", echoes.percentile(0.99), Target.atMost(echoMillis)),
        Row.absolute(name("age when shown, p99"), "ms", shown.percentile(0.99), Target.atMost(200)),
        Row.ratio(
            name("memory, end / after 20 s"),
            "MB",
            after,
            before,
            after / before,
            Target.atMost(1.1)));
  }

  private String name(String what) {
    return String.format(Locale.ROOT, "flood %,d/s: %s", perSecond, what);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** What the commands typed have published. */
  private static List<String> arrived(String endpoint) {
    TopicPartition partition = new TopicPartition("typed", 0);
    List<String> payloads = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", endpoint),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          payloads.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return payloads;
  }
}
