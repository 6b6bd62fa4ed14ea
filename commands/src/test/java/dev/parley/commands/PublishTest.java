package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.commands.FakeSystem.Fate;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many messages, some of which fail; in the background; looked for afterwards. */
class PublishTest {
  private final FakeSystem log = new FakeSystem("kafka", true);
  private final FakeSystem queues = new FakeSystem("sqs", false);
  private final RecordedOutput output = new RecordedOutput();
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    List<BrokerKind> kinds = List.of(log.kind(), queues.kind());
    session =
        new Session(
            new Surroundings(
                kinds,
                Library.bundled(),
                new Trust(directory.resolve("trusted")),
                directory,
                directory,
                InputStream.nullInputStream(),
                Screen.NOBODY,
                Surroundings.Mode.SCRIPT,
                Language.EN,
                need -> Optional.empty()),
            output);
    assertEquals(0, run("start kafka; start sqs"));
  }

  @AfterEach
  void close() {
    session.close();
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("parley-publish")));
  }

  private int run(String line) {
    try {
      int code = new Interpreter(new Commands(), session).run(Line.parse(line));
      session.flush();
      return code;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void shown(String... parts) {
    for (String part : parts) {
      assertTrue(output.text().contains(part), () -> "no “" + part + "” in\n" + output.text());
    }
  }

  @Test
  void atARateItGoesOnThroughFailuresAndCountsThem() {
    log.decide(n -> n == 3 || n == 4 ? Fate.UNREACHABLE : n == 5 ? Fate.REFUSED : Fate.STORED);
    assertEquals(1, run("publish kafka:t {n} --count 10 --rate 5000"));
    shown("published  7 of 10 to kafka:t in ", ", 3 failed", "✗ 3 of 10 failed: nobody there");
  }

  @Test
  void whatAServerLostWhenItWasStartedAgainIsMadeAgain() {
    assertEquals(0, run("publish sqs:t one"));
    queues.lose();
    assertEquals(0, run("kill sqs/1; start sqs/1; publish sqs:t two"));
    shown("created sqs:t (first use)");
  }

  @Test
  void asFastAsItGoesItEndsAtTheFirstThatCannotBeHandedOver() {
    log.decide(n -> n == 3 ? Fate.UNREACHABLE : Fate.STORED);
    assertEquals(1, run("publish kafka:t {n} --count 10"));
    shown("published  2 of 3 to kafka:t in ", "✗ 1 of 3 failed: nobody there");
  }

  @Test
  void aFirstMessageThatFailsIsOneLine() {
    log.decide(n -> Fate.UNREACHABLE);
    assertEquals(1, run("publish kafka:t {n} --count 10 --rate 1000"));
    assertFalse(output.text().contains("published"), output.text());
    shown("✗ nobody there");
  }

  @Test
  void countsAreInTheJson() {
    log.decide(n -> n == 2 ? Fate.REFUSED : n == 3 ? Fate.LOST : Fate.STORED);
    assertEquals(1, run("publish kafka:t {n} --count 5 --rate 5000 --verify -o json"));
    shown(
        "\"outcome\":\"failed\",\"sent\":5,\"confirmed\":4,\"returned\":0,\"failed\":1",
        "\"lost\":1,\"duplicated\":0,\"notReceived\":0");
  }

  @Test
  void whatWasConfirmedIsLookedFor() {
    assertEquals(0, run("publish kafka:t {n} --count 5 --verify"));
    shown("0 lost, 0 duplicated");
    log.decide(n -> n % 5 == 2 ? Fate.STORED_TWICE : n % 5 == 4 ? Fate.LOST : Fate.STORED);
    assertEquals(1, run("publish kafka:t {n} --count 5 --verify"));
    shown("1 lost, 1 duplicated", "✗ 1 were confirmed and are nowhere");
  }

  @Test
  void whereReadingTakesTheSubscriptionsAreAsked() {
    assertEquals(1, run("publish sqs:q x --verify"));
    shown("cannot be seen without taking it", "subscribe first");
    queues.decide(n -> n == 2 ? Fate.STORED_TWICE : n == 4 ? Fate.LOST : Fate.STORED);
    assertEquals(1, run("subscribe sqs:q --as worker; publish sqs:q {n} --count 5 --verify"));
    shown("published  5 to sqs:q in ", "1 lost, 1 duplicated", "parley-run=");
  }

  @Test
  void inTheBackgroundItIsAwaitedByItsName() throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    log.decide(
        n -> {
          if (n == 5) {
            awaited(killed);
          }
          return Fate.STORED;
        });
    assertEquals(0, run("publish kafka:t {n} --count 9 --verify --background --as load"));
    assertEquals(0, run("await load --count 4; status"));
    shown("load publishes to kafka:t in the background", "load has 4 confirmed after ", "running");
    assertEquals(1, run("publish kafka:t x --background --as load"));
    shown("load is publishing already");
    assertFalse(session.settle(Duration.ofMillis(1)), "a cell would be over");
    assertEquals("load: still publishing, 4 confirmed", session.unsettled().get(0));
    killed.countDown();
    assertEquals(0, run("await load"));
    shown("load      · published  9 to kafka:t in ", "0 lost, 0 duplicated");
    assertEquals(1, run("await load"));
    assertTrue(session.settle(Duration.ofMillis(1)));
  }

  @Test
  void whoAwaitsWhatIsOverAlreadyIsToldOnceMoreHowItWent() throws Exception {
    run("publish kafka:t {n} --count 3 --verify --background --as load");
    assertTrue(session.settle(Duration.ofSeconds(20)));
    int before = output.text().length();
    assertEquals(0, run("await load"));
    String told = output.text().substring(before);
    assertTrue(told.startsWith("load      · published  3 to kafka:t in "), told);
    assertTrue(told.endsWith("load is over\n"), told);
  }

  @Test
  void whatFailedInTheBackgroundFailsWhoeverAwaitsIt() {
    log.decide(n -> n == 3 ? Fate.REFUSED : Fate.STORED);
    assertEquals(0, run("publish kafka:t {n} --count 4 --background --as load"));
    assertEquals(1, run("await load"));
    shown("load      · published  3 of 4 to kafka:t", "load      · ✗ 1 of 4 failed: refused");
  }

  @Test
  void whatFailedAndNobodyAwaitedIsToldOnce() throws Exception {
    log.decide(n -> Fate.UNREACHABLE);
    assertEquals(0, run("publish kafka:t x --background --as load -o json"));
    assertTrue(session.settle(Duration.ofSeconds(30)));
    shown("{\"publish\":\"load\",\"outcome\":\"failed\",\"failure\":\"nobody there\"}");
    assertEquals(Optional.of("load"), session.publications().takeFailed());
    assertEquals(Optional.empty(), session.publications().takeFailed());
  }

  @Test
  void aPublishInTheBackgroundCanBeStopped() {
    assertEquals(0, run("publish kafka:t {n} --count 100000 --rate 50 --background --as load"));
    assertEquals(0, run("await load --count 2; stop load"));
    shown("load      · published  ", "stopped load");
    assertEquals(0, run("publish kafka:t {n} --count 100000 --rate 50 --background --as load"));
    assertEquals(0, run("stop kafka"));
    assertTrue(session.publications().all().isEmpty());
  }

  @Test
  void whatDoesNotGoTogetherIsNotUnderstood() {
    assertEquals(2, run("publish kafka:t x --as load"));
    assertEquals(2, run("publish kafka:t --file - --background"));
    assertEquals(2, run("publish kafka:t - --background"));
    assertEquals(2, run("publish kafka:t x --rate 0"));
  }

  @Test
  void toStopAServerEndsItsOwnSubscriptionsOnly() {
    assertEquals(0, run("connect far kafka://elsewhere:9092; subscribe kafka:t --as theirs"));
    assertEquals(0, run("context local; subscribe kafka:t --as ours; stop kafka"));
    assertEquals(
        List.of("theirs"),
        session.subscriptions().all().stream().map(entry -> entry.request().name()).toList());
    assertEquals(0, run("disconnect far"));
    assertTrue(session.subscriptions().all().isEmpty());
  }

  @Test
  void aContextThatDoesNotAnswerIsMarkedUntilItDoes() {
    assertEquals(0, run("connect far kafka://elsewhere:9092"));
    Context far = session.contexts().current().get(0);
    assertFalse(far.lost());
    log.silent(true);
    assertEquals(1, run("list"));
    assertTrue(far.lost());
    shown("✗ nobody there — the next command tries again");
    log.silent(false);
    assertEquals(0, run("publish kafka:t x; contexts"));
    assertFalse(far.lost());
    shown("in use");
    log.decide(n -> Fate.UNREACHABLE);
    assertEquals(1, run("publish kafka:t x"));
    assertTrue(far.lost());
    assertEquals(0, run("contexts"));
    shown("in use, no answer");
  }

  @Test
  void stopSaysWhatIsLostAndWhichBrokerWasMeant() {
    assertEquals(0, run("connect far kafka://elsewhere:9092; stop kafka; stop sqs"));
    shown(
        ", which ran here, not far; its data was temporary and is gone",
        "stopped sqs 1; its data was temporary and is gone");
  }

  @Test
  void contextsOfTwoSystemsAreUsedTogether() {
    assertEquals(0, run("stop kafka; stop sqs; connect far kafka://elsewhere:9092"));
    assertEquals(1, run("publish sqs:q x"));
    shown(
        "sqs is not running here, and no context of it is in use; in use: far (kafka)"
            + " — connect NAME URL uses one elsewhere, start sqs starts one");
    assertEquals(0, run("connect queues sqs://elsewhere; publish kafka:t x; publish sqs:q x"));
    assertEquals(0, run("connect near kafka://elsewhere:9093"));
    assertEquals(
        List.of("queues", "near"),
        session.contexts().current().stream().map(Context::name).toList());
    assertEquals(0, run("context far; disconnect queues"));
    assertEquals(List.of("far"), session.contexts().current().stream().map(Context::name).toList());
    assertEquals(0, run("context local"));
    assertEquals(1, run("publish kafka:t x"));
    shown("no context of it is in use — context far uses one, start kafka starts one");
  }

  @Test
  void aContextIsNotCalledAsASystemIs() {
    assertEquals(2, run("connect kafka kafka://elsewhere:9092"));
    shown("kafka is a system, and cannot be the name of a context");
    assertEquals(2, run("connect validate kafka://elsewhere:9092"));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void onlyTheUserEndsIt() {
    assertThrows(ExitException.class, () -> run("exit"));
  }

  @Test
  void anEndlessPublishStopsWhenItIsToldTo() {
    log.decide(n -> Fate.LOST);
    assertEquals(0, run("publish kafka:t x --count 100000000000 --background --as fl; stop fl"));
    assertEquals(0, run("publish kafka:t x --rate 100000 --background --as fl; stop fl"));
    assertTrue(output.text().contains("stopped fl"), output.text());
  }

  @Test
  void whatLooksLikeJsonAndIsNoneIsSentWithAWarning() {
    run("publish kafka:t {\"id\":1,,}; publish kafka:t {; publish kafka:t '{'");
    run("publish kafka:t {\"n\":{n}} --count 2; publish kafka:t [draft] one");
    List<String> warnings =
        output.text().lines().filter(line -> line.startsWith("not JSON: ")).toList();
    assertEquals(3, warnings.size(), output.text());
    assertTrue(warnings.get(0).endsWith("sent as typed; quotes say that it is meant so"));
  }

  @Test
  void eachLineOfAFileIsAMessageAlsoAnEmptyOne() throws Exception {
    Files.writeString(directory.resolve("m.txt"), "a\r\n\nb\rc\n\nd");
    assertEquals(0, run("publish kafka:t --file m.txt --key k{n}"));
    assertEquals(List.of("a\r", "", "b\rc", "", "d"), log.at("kafka:t"));
    assertEquals(List.of("k1", "k2", "k3", "k4", "k5"), log.keysAt("kafka:t"));
    assertEquals(
        0, run("publish kafka:u --file m.txt --count 2; publish kafka:u --file m.txt --count 0"));
    assertEquals(List.of("a\r", ""), log.at("kafka:u"));
  }

  @Test
  void aFileThatCannotBeReadSaysWhy() {
    assertEquals(1, run("publish kafka:t --file none.txt; publish kafka:t --file ."));
    shown("cannot read none.txt: there is no such file — it is looked for as ");
    assertEquals(1, run("publish kafka:t --file ."));
    shown("cannot read .: it is a directory — it is looked for as ");
  }

  @Test
  void whatIsNotSaidIsNotDone() {
    assertEquals(2, run("publish kafka:t x --abort"));
    shown("--abort gives up a transaction, and there is none — --transaction ID --abort");
    assertEquals(2, run("publish kafka:t --size 0"));
    shown("--size takes 1 to 67108864 bytes, not 0 — an empty payload is ''");
    assertEquals(2, run("publish kafka:t x -H ''"));
    shown("a header is NAME=VALUE, not '' — ");
    assertEquals(List.of(), log.at("kafka:t"));
  }

  @Test
  void aHeaderHasATypeWhereTheSystemHasItAndOctetsEverywhere() {
    assertEquals(
        0, run("publish sqs:q x -H n:Number=5 -H o:base64=AP8= -H c:Binary:base64=AAE= -H t=a=b"));
    assertEquals(
        List.of(
            new Header("n", Optional.of(Bytes.utf8("5")), Optional.of("Number")),
            new Header("o", Optional.of(Bytes.wrap(new byte[] {0, -1}))),
            new Header("c", Optional.of(Bytes.wrap(new byte[] {0, 1})), Optional.of("Binary")),
            Header.of("t", "a=b")),
        queues.headersAt("sqs:q"));
    assertEquals(2, run("publish kafka:t x -H n:Number=5"));
    shown("kafka headers are octets, without a type Number — -H n=5; ", "-H n:Number:=5");
    assertEquals(2, run("publish kafka:t x -H o:base64=A"));
    shown("the header o is no base64: A — for example: -H o:base64=AAE=");
    assertEquals(0, run("publish kafka:t x -H n:Number:=5 -H trace:id=7 -H a::=b -H b:base64:=c"));
    assertEquals(
        List.of(
            Header.of("n:Number", "5"),
            Header.of("trace:id", "7"),
            Header.of("a:", "b"),
            Header.of("b:base64", "c")),
        log.headersAt("kafka:t"));
  }

  @Test
  void whatIsReadTakesNothingThatItWouldPassOver() throws Exception {
    Files.writeString(directory.resolve("m.txt"), "{\"payload\":\"x\"}\n{\"payload\":\"y\"}\n");
    for (String words :
        List.of(
            "hello --file m.txt",
            "--file m.txt --size 3",
            "--file m.txt --tombstone",
            "--file m.txt --json --key k",
            "--file m.txt --json -H a=b",
            "--json {\"payload\":\"x\"}")) {
      assertEquals(2, run("publish kafka:t " + words), words);
    }
    shown("a payload does not go with --json", "--key does not go with --json");
    assertEquals(2, run("publish kafka:t --tombstone"));
    shown("a tombstone needs a key");
    assertEquals(2, run("publish kafka:t --key k --tombstone --size 3"));
    assertEquals(List.of(), log.at("kafka:t"));
    assertEquals(0, run("publish kafka:t --json --file m.txt --count 1; pull kafka:t --count 0"));
    assertEquals(List.of("x"), log.at("kafka:t"));
    shown("--count 0 asks for none");
  }

  @Test
  void anErrorOfTheMachineEndsTheCommandAndNotTheProgram() {
    log.decide(
        n -> {
          throw n == 1 ? new StackOverflowError() : new OutOfMemoryError("Java heap space");
        });
    assertEquals(1, run("publish kafka:t x"));
    assertEquals(1, run("publish kafka:t x"));
    shown("✗ this is a bug in parley: java.lang.StackOverflowError — the log has the details");
    shown("✗ the memory ran out: parley may take ");
    assertEquals(1, run("publish kafka:t x --background; await t-load"));
  }

  @Test
  void aNameThatWouldMeanSomethingElseIsRefused() {
    for (String name : List.of("kafka", "'s p'", "''", "a/1")) {
      assertEquals(2, run("subscribe kafka:t --as " + name), name);
      assertEquals(2, run("publish kafka:t x --background --as " + name), name);
      assertEquals(2, run("connect " + name + " kafka://127.0.0.1:1"), name);
    }
    shown("not a name for a consumer: s p", "kafka is a system, and cannot be the name of a");
    assertEquals(2, run("connect amqp://user:s3cr3t@127.0.0.1:1/ x"));
    shown("the name comes first");
    assertFalse(output.text().contains("s3cr3t"), output.text());
    assertEquals(0, run("subscribe kafka:t --as касса-1.b_2"));
  }

  @Test
  void whatMeansNothingIsRefusedInOneLine() {
    for (String line :
        List.of("vault ''", "pause ''", "flow x:y", "pull kafka:t --group ''", "await ''")) {
      assertTrue(run(line) > 0, line);
    }
    shown(
        "vault was given an empty word",
        "pause was given an empty word",
        "x",
        "--group needs a value");
    for (String url : List.of("amqp://h:99999/", "kafka://a:1,b:0", "http://u:123456")) {
      assertEquals(2, run("connect x " + url), url);
    }
    shown("there is no port 99999", "there is no port 0", "there is no port 123456");
    assertEquals(2, run("run -- -1"));
    shown("there is no -- here — a word that looks like an option goes in quotes");
    assertEquals(2, run("start kafka --port -1"));
    shown("--port takes no negative number: -1 — for example --port 9092");
  }

  @Test
  void aFolderIsNotLookedThroughWithoutAnEnd() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(directory.resolve("f" + i));
    }
    assertEquals(1, run("trust ."));
    shown("holds more than 20000 files — name the folder with the notes in it");
  }
}
