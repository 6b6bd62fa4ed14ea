package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.commands.FakeSystem.Fate;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of that which is there is wanted, and where it goes. */
class PullTest {
  private final FakeSystem log = new FakeSystem("kafka", true);
  private final FakeSystem queues = new FakeSystem("sqs", false);
  private RecordedOutput output = new RecordedOutput();
  @TempDir Path directory;
  private Optional<Session> session = Optional.empty();

  private void open(Surroundings.Mode mode) {
    session =
        Optional.of(
            new Session(
                new Surroundings(
                    List.of(log.kind(), queues.kind()),
                    Library.bundled(),
                    new Trust(directory.resolve("trusted")),
                    directory,
                    directory,
                    InputStream.nullInputStream(),
                    Screen.NOBODY,
                    mode,
                    Language.EN,
                    need -> Optional.empty()),
                output));
    assertEquals(0, run("start kafka; start sqs"));
  }

  @AfterEach
  void close() {
    session.ifPresent(Session::close);
  }

  private int run(String line) {
    try {
      int code = new Interpreter(new Commands(), session.orElseThrow()).run(Line.parse(line));
      session.orElseThrow().flush();
      return code;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a line prints that ends with a code. */
  private String printed(int code, String line) {
    int before = output.text().length();
    assertEquals(code, run(line), output::text);
    return output.text().substring(before);
  }

  private void publish(String destination, int count) {
    printed(0, "publish " + destination + " {\"n\":{n}} --count " + count);
  }

  @Test
  void onlyWhatMatchesIsPrintedAndCounted() {
    open(Surroundings.Mode.SCRIPT);
    publish("sqs:jobs", 6);
    assertEquals(
        """
        sqs:jobs  {"n":5}
        1 message, 4 did not match
        """,
        printed(0, "pull sqs:jobs --where '.payload.n > 4' --count 1"));
    assertEquals(5, queues.at("sqs:jobs").size());
    assertEquals(
        "nothing to pull from sqs:jobs, 5 did not match\n",
        printed(0, "pull sqs:jobs --where .key"));
    String failed = printed(0, "pull sqs:jobs --where '.payload + 1'");
    assertTrue(
        failed.contains("--where failed for 5 messages, which counts as no match: "), failed);
    assertEquals(
        "✗ --where is not understood at column 6: > 3 — an expression of jq: --where '.payload.id >"
            + " 3'\n",
        printed(2, "pull sqs:jobs --where '.a > > 3'"));
  }

  @Test
  void aSubscriptionPassesOverWhatDoesNotMatchAndSaysHowManyThatWere() {
    open(Surroundings.Mode.SCRIPT);
    printed(0, "subscribe kafka:t --as large --where '.payload.n > 3'");
    String shown = printed(0, "publish kafka:t {\"n\":{n}} --count 5");
    assertTrue(shown.contains("{\"n\":4}") && shown.contains("{\"n\":5}"), shown);
    assertFalse(shown.contains("{\"n\":3}"), shown);
    printed(0, "await large --count 2 --timeout 5s");
    assertEquals(
        "large left after 5 messages, of which 3 did not match\n", printed(0, "unsubscribe large"));
    String refused = printed(1, "subscribe sqs:jobs --where .payload.n");
    assertTrue(refused.contains("✗ sqs:jobs is a queue: "), refused);
    assertTrue(refused.contains("pull sqs:jobs --where"), refused);
  }

  @Test
  void theFirstMessageThatFailsIsToldOfAtOnce() {
    open(Surroundings.Mode.SCRIPT);
    printed(0, "subscribe kafka:t --as a --where '.payload + 1 > 0'");
    String shown = printed(0, "publish kafka:t {\"n\":{n}} --count 3");
    assertEquals(2, shown.split("--where failed for 1 message", -1).length, shown);
    String end = printed(0, "unsubscribe a");
    assertTrue(end.contains("--where failed for 3 messages"), end);
  }

  @Test
  void ofEachKeyTheNewestIsLeft() {
    open(Surroundings.Mode.SCRIPT);
    run("publish kafka:prices {\"p\":1} --key tea; publish kafka:prices {\"p\":2} --key milk");
    run("publish kafka:prices {\"p\":3} --key tea; publish kafka:prices {\"p\":4} --key salt");
    run("publish kafka:prices --key milk --tombstone; publish kafka:prices none");
    assertEquals(
        """
        kafka:prices  tea  {"p":3}
        kafka:prices  salt  {"p":4}
        2 messages: the newest of each key in 6 messages, of which 1 without a key are left out
        """,
        printed(0, "pull kafka:prices --latest-per-key"));
    assertEquals(Optional.of("earliest"), log.pulled().settings().text("from"));
    assertTrue(
        printed(0, "pull kafka:prices --latest-per-key --where '.payload.p < 3'")
            .startsWith("0 messages, 2 did not match"));
    assertTrue(
        printed(2, "pull sqs:jobs --latest-per-key")
            .contains("✗ --latest-per-key is for topics; sqs has no message keys"));
    assertTrue(
        printed(2, "pull kafka:prices --latest-per-key --count 1").contains("without --count"));
  }

  @Test
  void aPersonWhoSaysNotHowManyIsShownAFewScreens() {
    open(Surroundings.Mode.PROMPT);
    publish("sqs:jobs", 450);
    String shown = printed(0, "pull sqs:jobs");
    assertTrue(
        shown.endsWith(
            "200 messages\nthere may be more: pull sqs:jobs goes on, --count N shows more\n"),
        shown);
    assertEquals(250, queues.at("sqs:jobs").size());
    assertTrue(printed(0, "pull sqs:jobs --count 240").endsWith("\n240 messages\n"));
    assertTrue(printed(0, "pull sqs:jobs").endsWith("\n10 messages\n"));
    publish("kafka:t", 300);
    assertTrue(
        printed(0, "pull kafka:t --from earliest")
            .endsWith("200 messages\nthere may be more: --count N shows more\n"));
    assertTrue(printed(0, "pull kafka:t --quiet").startsWith("pulled  300 from kafka:t"));
  }

  @Test
  void elsewhereEverythingIsPrinted() {
    open(Surroundings.Mode.SCRIPT);
    publish("kafka:t", 300);
    assertTrue(printed(0, "pull kafka:t").endsWith("\n300 messages\n"));
  }

  @Test
  void aLogIsCopiedAndStays() {
    open(Surroundings.Mode.SCRIPT);
    run("publish kafka:a one --key k; publish kafka:a two; publish kafka:a --key k --tombstone");
    String copied = printed(0, "copy kafka:a sqs:b");
    assertTrue(copied.contains("copied  2 messages from kafka:a to sqs:b in "), copied);
    assertTrue(copied.contains("1 message without a payload left out: sqs has no such"), copied);
    assertTrue(copied.contains("not kept, because sqs has it not: key of 2 messages"), copied);
    assertEquals(List.of("one", "two"), queues.at("sqs:b"));
    assertEquals(3, log.at("kafka:a").size());
    assertEquals(Optional.of("earliest"), log.pulled().settings().text("from"));
    printed(0, "copy kafka:a kafka:c --where '.payload == \"two\"'");
    assertEquals(List.of("two"), log.at("kafka:c"));
    printed(0, "copy kafka:a kafka:d --count 1 --from latest");
    assertEquals(List.of("one"), log.at("kafka:d"));
    assertEquals(Optional.of("latest"), log.pulled().settings().text("from"));
  }

  @Test
  void whatATargetWasGivenOtherwiseIsSaid() {
    open(Surroundings.Mode.SCRIPT);
    run("publish kafka:a one; publish kafka:a ''; publish kafka:a ''");
    String copied = printed(0, "copy kafka:a sqs:b");
    assertTrue(
        copied.contains("; changed for sqs: empty payload as - (2 messages)\n"), () -> copied);
    String published = printed(0, "publish sqs:b ''");
    assertTrue(published.endsWith("; changed for sqs: empty payload as -\n"), () -> published);
    output = new RecordedOutput(Output.Format.JSON);
    open(Surroundings.Mode.SCRIPT);
    String json = printed(0, "publish sqs:c '' --count 2");
    assertTrue(json.contains("\"changed\":{\"empty payload as -\":2}"), () -> json);
  }

  @Test
  void aQueueIsMovedAndKeepsWhatTheTargetDidNotTake() {
    open(Surroundings.Mode.SCRIPT);
    publish("sqs:jobs", 5);
    log.decide(n -> n == 3 ? Fate.REFUSED : Fate.STORED);
    String failed = printed(1, "copy sqs:jobs kafka:t");
    assertTrue(failed.contains("moved  2 messages from sqs:jobs to kafka:t"), failed);
    assertTrue(failed.contains("✗ refused — be nicer"), failed);
    assertEquals(2, log.at("kafka:t").size());
    assertEquals(3, queues.at("sqs:jobs").size());
    log.decide(n -> Fate.STORED);
    assertTrue(printed(0, "copy sqs:jobs kafka:t").contains("moved  3 messages"));
    assertEquals(5, log.at("kafka:t").size());
    assertEquals(List.of(), queues.at("sqs:jobs"));
    assertTrue(printed(2, "copy kafka:t kafka:t").contains("two destinations"));
  }

  @Test
  void aCopyTellsItsFiguresAsJson() {
    output = new RecordedOutput(Output.Format.JSON);
    open(Surroundings.Mode.SCRIPT);
    run("publish kafka:a {\"n\":1} --key k; publish kafka:a {\"n\":2}");
    String copied = printed(0, "copy kafka:a sqs:b --where '.payload.n == 1'");
    assertTrue(
        copied.contains(
            "{\"from\":\"kafka:a\",\"to\":\"sqs:b\",\"copied\":1,\"removed\":0,\"notMatching\":1,"
                + "\"leftOut\":0,\"notKept\":{\"key\":1},\"changed\":{}}"),
        copied);
  }
}
