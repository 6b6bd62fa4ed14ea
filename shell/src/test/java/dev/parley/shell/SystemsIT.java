package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words that are not Kafka's alone, and the systems beside it. */
class SystemsIT {
  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @AfterEach
  void nothingIsLeftWhereTheProgramWasStarted() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(path -> !path.equals(program.state())).toList());
    }
  }

  private static void has(Outcome outcome, String... lines) {
    for (String line : lines) {
      assertTrue(outcome.toString().contains(line), () -> "no “" + line + "” in\n" + outcome);
    }
  }

  @Test
  void aQueueOfSqs() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start sqs; create sqs:jobs.fifo; subscribe sqs:jobs.fifo --as worker --ack manual;"
                    + " publish sqs:jobs.fifo чай --group g -H trace=abc; await worker;"
                    + " ack worker 1; status; flow sqs:jobs.fifo --last 1 -o json; stop sqs")
            .expect(0);
    has(
        outcome,
        "sqs (ElasticMQ ",
        "published  sqs:jobs.fifo  confirmed",
        "worker    ◂ #1 sqs:jobs.fifo",
        "чай",
        "trace=abc",
        "worker acknowledged #1",
        "\"kind\":\"acknowledged\",\"source\":\"prompt\",\"system\":\"sqs\"",
        "\"party\":\"worker\",\"position\":null,\"id\":\"",
        "stopped sqs (ElasticMQ ");
  }

  @Test
  void messagesAreCopiedFromSystemToSystem() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start kafka; start rabbit; start sqs;"
                    + " publish kafka:a {\"id\":1} --key k -H trace=abc; publish kafka:a {\"id\":2};"
                    + " publish kafka:a --key k --tombstone; create rabbit:shop/ --type topic;"
                    + " create rabbit:keyed; bind rabbit:shop/k rabbit:keyed;"
                    + " copy kafka:a rabbit:b --where '.payload.id > 0'; copy kafka:a rabbit:shop/ --count 1;"
                    + " pull rabbit:keyed; publish rabbit:b {\"id\":3} -H n:int=5 --type order;"
                    + " copy rabbit:b sqs:c --where '.payload.id != 2'; pull rabbit:b;"
                    + " copy sqs:c kafka:d -o json; pull sqs:c; pull kafka:d --from earliest -o json")
            .expect(0);
    has(
        outcome,
        "copied  2 messages from kafka:a to rabbit:b in ",
        ", 1 did not match",
        "not kept, because rabbit has it not: key of 1 message, milliseconds of the time of ",
        "rabbit:keyed  {\"id\":1}  trace=abc",
        "moved  2 messages from rabbit:b to sqs:c in ",
        "not kept, because sqs has it not: time of 1 message, type of 1 message",
        "rabbit:b  {\"id\":2}",
        "{\"from\":\"sqs:c\",\"to\":\"kafka:d\",\"copied\":2,\"removed\":2,\"notMatching\":0,\"leftOut\":0,",
        "nothing to pull from sqs:c",
        "{\"name\":\"n\",\"value\":\"5\",\"encoding\":\"utf8\"}],\"payload\":\"{\\\"id\\\":3}\"");
  }

  @Test
  void nobodyPassesOverWhatIsInAQueue() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start rabbit; create rabbit:jobs; create rabbit:shop/ --type topic;"
                    + " subscribe rabbit:shop/# --as large --where '.payload.n > 1';"
                    + " publish rabbit:shop/a {\"n\":{n}} --count 2 --allow-unroutable; await large;"
                    + " subscribe rabbit:jobs --where '.payload.n > 1'")
            .expect(1);
    has(outcome, "large     ◂ rabbit:shop/a  {\"n\":2}", "✗ rabbit:jobs is a queue: ");
    assertTrue(!outcome.toString().contains("{\"n\":1}"), outcome.toString());
  }

  @Test
  void anExchangeOfRabbit() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start rabbit; create rabbit:jobs; create rabbit:shop/ --type topic;"
                    + " bind rabbit:shop/order.* rabbit:jobs;"
                    + " publish rabbit:shop/order.created one; publish rabbit:shop/other two --allow-unroutable;"
                    + " pull rabbit:jobs; purge rabbit:jobs; flow rabbit:shop/ --last 2;"
                    + " subscribe rabbit:jobs --as worker; publish rabbit:jobs {n} --count 3"
                    + " --verify")
            .expect(0);
    has(
        outcome,
        "rabbit (Apache Qpid Broker-J 10.1.0) ready on amqp://",
        "bound rabbit:jobs to rabbit:shop/order.*",
        "published  rabbit:shop/order.created  confirmed",
        "returned   rabbit:shop/other",
        "1 message",
        "purged rabbit:jobs",
        "returned       publisher   rabbit:shop/other",
        "published  3 to rabbit:jobs in ",
        "0 lost, 0 duplicated");
  }

  @Test
  void aNodeOfKafkaDiesAndComesBack() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start kafka --nodes 3; create kafka:t; publish kafka:t {n} --count 200 --rate 200"
                    + " --verify --background --as load; await load --count 10; kill kafka/2;"
                    + " status; await load; start kafka/2;"
                    + " pull kafka:t --from earliest --quiet; status -o json")
            .expect(0);
    has(
        outcome,
        "load      · published  200 to kafka:t in ",
        "0 lost, 0 duplicated",
        "kafka/2 died; start kafka/2 brings it back",
        "kafka/2 is up",
        "pulled  200 from kafka:t");
    List<String> states =
        outcome.lines().stream().filter(line -> line.contains("\"state\":\"up\"")).toList();
    assertEquals(3, states.size(), outcome.toString());
  }

  @Test
  void aPausedConsumerTakesNothing() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start kafka; subscribe kafka:t --as slow; pause slow; publish kafka:t a; status;"
                    + " resume slow; await slow")
            .expect(0);
    has(outcome, "slow is paused", "slow goes on", "slow      ◂ kafka:t[0]@0  a");
  }

  @Test
  void failedMessagesGoBackToWhereTheyCameFrom() throws Exception {
    Outcome outcome =
        program
            .run(
                "-e",
                "start kafka; create kafka:t; create kafka:t-dlt; publish kafka:t-dlt lost --key k;"
                    + " redrive kafka:t-dlt --preview; redrive kafka:t-dlt; redrive kafka:t-dlt;"
                    + " pull kafka:t --from earliest")
            .expect(0);
    has(
        outcome,
        "→ kafka:t",
        "redrove 1 message from kafka:t-dlt",
        "nothing to redrive in kafka:t-dlt",
        "kafka:t[0]@0  k  lost");
  }

  @Test
  void whatASystemDoesNotHaveIsRefusedAndNotIgnored() throws Exception {
    has(
        program.run("publish", "kafka:t", "x", "--dedup", "1").expect(2),
        "kafka has no --dedup for publish");
    has(
        program.run("-e", "start sqs --mode process").expect(1),
        "sqs cannot be had as --mode process — it can be had as embedded, container");
    has(program.run("kill", "kafka/2").expect(1), "kafka is not running");
    has(
        program.run("-e", "start kafka; kill kafka/7").expect(1),
        "kafka has no node 7 — its only one is kafka/1");
    has(
        program.run("-e", "start kafka; subscribe kafka:t --as s; ack s 1").expect(1),
        "s acknowledges by itself");
  }
}
