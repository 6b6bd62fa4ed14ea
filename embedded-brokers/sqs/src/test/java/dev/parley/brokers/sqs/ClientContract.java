package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.testing.Inbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** What the client does with any SQS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
  private Client sqs;
  private String endpoint = "";

  /** Where the SQS is. */
  abstract String endpoint() throws Exception;

  @BeforeAll
  void connect() throws Exception {
    endpoint = endpoint();
    sqs = new Client(endpoint);
  }

  @AfterAll
  void disconnect() {
    sqs.close();
  }

  private Message back(Message message) throws InterruptedException {
    sqs.publish(Settings.NONE, message);
    List<Message> messages = sqs.pull(message.destination());
    assertEquals(1, messages.size());
    return messages.get(0);
  }

  @Test
  void anyPayloadComesBackAsItWas() throws InterruptedException {
    Address queue = sqs.queue();
    byte[] large = new byte[300 * 1024];
    for (int at = 0; at < large.length; at++) {
      large[at] = (byte) ('a' + at % 26);
    }
    List<Bytes> payloads =
        List.of(
            Bytes.utf8("hello"),
            Bytes.utf8("{\"name\":\"Привет, мир\"}\r\n\t\uD83D\uDE00"),
            Bytes.EMPTY,
            Bytes.utf8("-"),
            Bytes.utf8("bell \u0007 and nothing \u0000"),
            Bytes.wrap(new byte[] {(byte) 0xff, 0, 1, 2}),
            Bytes.wrap(large));
    for (Bytes payload : payloads) {
      Message message = back(Client.message(queue, payload));
      assertEquals(Optional.of(payload), message.payload());
      assertEquals(List.of(), message.headers());
      assertEquals("1", message.properties().get("receive-count"));
      assertTrue(message.timestamp().isPresent());
    }
  }

  @Test
  void headersComeBackByTheirNames() throws InterruptedException {
    Address queue = sqs.queue();
    Header binary = new Header("b", Optional.of(Bytes.wrap(new byte[] {(byte) 0xfe, 0})));
    Header empty = Header.of("e", "");
    Header absent = new Header("f", Optional.empty());
    Header text = Header.of("correlation-id", "заказ 7");
    Message message = back(Client.message(queue, Bytes.utf8("x"), text, binary, empty, absent));
    assertEquals(List.of(binary, text, empty, absent), message.headers());
    assertEquals(Optional.of("заказ 7"), message.header("correlation-id"));
  }

  @Test
  void whatIsSentOtherwiseThanItWasGivenIsCounted() throws InterruptedException {
    Address queue = sqs.queue();
    Header absent = new Header("f", Optional.empty());
    Message binary = Client.message(queue, Bytes.wrap(new byte[] {(byte) 0xff}), absent);
    Message empty = Client.message(queue, Bytes.EMPTY, Header.of("e", ""));
    Message timed =
        new Message(
            queue,
            Optional.empty(),
            List.of(),
            Optional.of(Bytes.utf8("x")),
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            Map.of("content-type", "a/b", "delivery-mode", "2"));
    assertEquals(
        Map.of(
            "payload as base64", 2L,
            "header without a value as -", 2L,
            "empty payload as -", 1L,
            "empty header as -", 1L,
            "time left out", 1L,
            "content-type left out", 1L),
        sqs.changes(binary, binary, empty, timed, Client.message(queue, Bytes.utf8("y"))));
    Message[] own =
        sqs.pull(queue).stream()
            .filter(message -> message.payload().equals(Optional.of(Bytes.utf8("x"))))
            .toArray(Message[]::new);
    assertEquals(1, own.length);
    assertEquals(Map.of(), sqs.changes(own));
  }

  @Test
  void theHeaderThatSaysHowAPayloadIsWrittenIsNotMistaken() throws InterruptedException {
    Address queue = sqs.queue();
    Header other = Header.of(Payloads.ENCODING, "gzip");
    Message kept = back(Client.message(queue, Bytes.utf8("x"), other));
    assertEquals(List.of(other), kept.headers());
    for (Message mistaken :
        List.of(
            Client.message(queue, Bytes.utf8("AAE="), Header.of(Payloads.ENCODING, "base64")),
            Client.message(queue, Bytes.EMPTY, other))) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> sqs.publish(Settings.NONE, mistaken));
      assertEquals("give it another name", refused.hint());
    }
  }

  private static Header typed(String name, String type, byte... octets) {
    return new Header(name, Optional.of(Bytes.wrap(octets)), Optional.of(type));
  }

  @Test
  void headersKeepTheirDataTypesAlsoWhenTheyAreSentBack() throws InterruptedException {
    Header[] typed = {
      typed("a", "Number", "12.50".getBytes(StandardCharsets.UTF_8)),
      typed("b", "Number.int", "-3".getBytes(StandardCharsets.UTF_8)),
      typed("c", "String.json", "{}".getBytes(StandardCharsets.UTF_8)),
      typed("d", "Binary.png", (byte) 0x89, (byte) 0),
      typed("e", "Binary", (byte) 'x')
    };
    Address.Queue dead = sqs.queue();
    Address.Queue queue = sqs.queue("dead-letter", dead.text(), "max-receives", "1");
    assertEquals(List.of(typed), back(Client.message(dead, Bytes.utf8("x"), typed)).headers());
    sqs.publish(Settings.NONE, Client.message(dead, Bytes.utf8("x"), typed));
    sqs.broker.redrive(
        new RedriveRequest(dead, Long.MAX_VALUE, false, Settings.NONE), (message, to) -> {});
    assertEquals(List.of(typed), sqs.pull(queue).get(0).headers());
  }

  private static Header[] headers(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Header.of("h" + number, "v"))
        .toArray(Header[]::new);
  }

  private String refused(Settings settings, Message message) {
    return assertThrows(BrokerException.class, () -> sqs.publish(settings, message)).getMessage();
  }

  @Test
  void whatSqsDoesNotTakeIsOneLine() throws InterruptedException {
    Address queue = sqs.queue();
    Address fifo = sqs.fifo();
    Bytes text = Bytes.utf8("x");
    assertEquals(
        "sqs takes 10 headers, not 11",
        refused(Settings.NONE, Client.message(queue, text, headers(11))));
    assertEquals(
        "sqs takes a header once, not h0 again",
        refused(Settings.NONE, Client.message(queue, text, headers(1)[0], headers(1)[0])));
    assertEquals(
        "sqs has no header of the type int",
        refused(Settings.NONE, Client.message(queue, text, typed("h", "int", (byte) '1'))));
    assertEquals(
        "the header h is no number: x",
        refused(Settings.NONE, Client.message(queue, text, typed("h", "Number", (byte) 'x'))));
    assertEquals(
        "sqs has no message keys; --group is for .fifo queues",
        refused(Settings.NONE, Client.keyed(queue, "k", "x")));
    assertEquals(
        "--group and --dedup are for .fifo queues",
        refused(Client.settings("group", "a"), Client.message(queue, text)));
    assertEquals(
        fifo + " takes no message without a group",
        refused(Settings.NONE, Client.message(fifo, text)));
    assertTrue(
        refused(Settings.NONE, Client.message(queue, Bytes.wrap(new byte[1_100_000])))
            .endsWith("bytes is too large for sqs"));
    assertEquals(
        "there is no sqs:nowhere",
        refused(Settings.NONE, Client.message(new Address.Queue("sqs", "nowhere"), text)));
    assertEquals(List.of(), sqs.pull(queue));
  }

  @Test
  void aQueueIsCreatedOnceAndNotInAnotherWay() throws InterruptedException {
    Address.Queue queue = sqs.queue("visibility", "40s", "delay", "1s");
    assertTrue(sqs.broker.exists(queue));
    assertFalse(sqs.broker.create(queue, Client.settings("visibility", "40s")));
    assertFalse(sqs.broker.create(queue, Settings.NONE));
    assertThrows(
        BrokerException.class,
        () -> sqs.broker.create(queue, Client.settings("visibility", "41s")));
    assertTrue(
        sqs.broker.describe(queue).get(0).rows().contains(List.of("VisibilityTimeout", "40")));
    sqs.broker.delete(queue);
    assertFalse(sqs.broker.exists(queue));
    assertThrows(BrokerException.class, () -> sqs.broker.delete(queue));
  }

  @Test
  void manyAreSentInBatchesAndNoneIsLost() throws InterruptedException {
    Address queue = sqs.queue();
    String[] payloads = IntStream.range(0, 203).mapToObj(Integer::toString).toArray(String[]::new);
    List<String> ids = sqs.publish(queue, payloads);
    assertEquals(203, new HashSet<>(ids).size());
    assertEquals(Set.of(payloads), new HashSet<>(Client.payloads(sqs.pull(queue))));
    assertEquals(List.of(), sqs.pull(queue));
  }

  @Test
  void aFifoQueueKeepsTheOrderOfEachGroupAndTakesEachMessageOnce() throws InterruptedException {
    Address queue = sqs.fifo();
    List<Message> messages = new ArrayList<>();
    for (int number = 0; number < 35; number++) {
      messages.add(Client.keyed(queue, "group-" + number % 2, "m" + number));
    }
    messages.add(Client.keyed(queue, "group-0", "m0"));
    List<String> ids = sqs.publish(Settings.NONE, messages.toArray(Message[]::new));
    assertEquals(ids.get(0), ids.get(35), "the content was sent before");
    Map<String, List<String>> byGroup = new java.util.TreeMap<>();
    for (Message message : sqs.pull(queue)) {
      assertTrue(message.properties().containsKey("sequence-number"));
      byGroup
          .computeIfAbsent(message.properties().get("group"), name -> new ArrayList<>())
          .add(message.payload().orElseThrow().toString());
    }
    for (int group = 0; group < 2; group++) {
      int first = group;
      assertEquals(
          IntStream.range(0, 35)
              .filter(number -> number % 2 == first)
              .mapToObj(number -> "m" + number)
              .toList(),
          byGroup.get("group-" + group));
    }
  }

  @Test
  void aMessageThatIsNotDeletedIsDeliveredAgain() throws InterruptedException {
    Address queue = sqs.queue();
    sqs.publish(queue, "x");
    Inbox inbox = new Inbox();
    try (Subscription lazy =
        sqs.subscribe(queue, "lazy", inbox, "ack", "none", "visibility", "1s")) {
      inbox.await(2);
      assertEquals("x", inbox.payloads().get(1));
      assertTrue(inbox.redelivered().contains("x"), lazy.name());
    }
  }

  @Test
  void aListenerGetsAtOnceWhatIsPublished() throws InterruptedException {
    Address queue = sqs.queue();
    Inbox inbox = new Inbox();
    try (Subscription worker = sqs.subscribe(queue, "worker", inbox)) {
      sqs.publish(queue, "a");
      inbox.await(1);
      sqs.publish(queue, "b", "c");
      sqs.settle();
      assertEquals(Set.of("a", "b", "c"), new HashSet<>(inbox.payloads()));
      assertEquals(3, worker.delivered());
      assertEquals(List.of(), sqs.broker.unsettled());
    }
    assertEquals(List.of(), sqs.pull(queue));
  }

  @Test
  void aQueueThatSomebodyDeletesIsSaidSoAndReadWhenItIsThereAgain() throws InterruptedException {
    Address.Queue queue = sqs.queue();
    Inbox inbox = new Inbox();
    try (Client somebody = new Client(endpoint);
        Subscription reader = sqs.subscribe(queue, "reader", inbox)) {
      sqs.publish(queue, "a");
      inbox.await(1);
      sqs.settle();
      somebody.broker.delete(queue);
      assertEquals(
          List.of(queue + " was deleted; goes on if it is made again"), inbox.awaitNotices(1));
      sqs.settle();
      somebody.broker.create(queue, Settings.NONE);
      sqs.publish(queue, "b");
      inbox.await(2);
      sqs.settle();
      assertEquals(List.of("a", "b"), inbox.payloads());
      assertEquals(queue + " was made again", inbox.awaitNotices(2).get(1));
      assertEquals(Optional.empty(), reader.failure());
    }
  }

  @Test
  void aPausedListenerTakesNothing() throws InterruptedException {
    Address queue = sqs.queue();
    Inbox inbox = new Inbox();
    try (Subscription worker = sqs.subscribe(queue, "worker", inbox)) {
      worker.pause();
      sqs.publish(queue, "later");
      sqs.settle();
      assertTrue(worker.paused());
      assertEquals(List.of(), inbox.payloads());
      worker.resume();
      assertEquals(List.of("later"), inbox.await(1).payloads());
      sqs.settle();
    }
  }

  @Test
  void whatFailsTooOftenGoesToTheDeadLetterQueueAndComesBack() throws InterruptedException {
    Address.Queue dead = sqs.queue();
    Address.Queue queue = sqs.queue("dead-letter", dead.text(), "max-receives", "2");
    Inbox inbox = new Inbox();
    try (Subscription failing = sqs.subscribe(queue, "failing", inbox, "fail-every", "1")) {
      sqs.publish(Settings.NONE, Client.message(queue, Bytes.utf8("bad"), Header.of("h", "v")));
      inbox.await(2);
      sqs.settle();
      List<Message> waiting = new ArrayList<>();
      PullResult there =
          sqs.pull(dead, 1, Optional.of(Duration.ofSeconds(15)), waiting, "peek", "true");
      assertTrue(there.complete(), failing.name());
      assertEquals(List.of("bad"), inbox.redelivered());
    }
    List<Traffic.Event> failed = events(Traffic.Kind.DEAD_LETTERED, queue);
    assertEquals(1, failed.size());
    assertEquals("pull", failed.get(0).party());
    assertTrue(failed.get(0).id().isPresent());
    List<Address> origins = new ArrayList<>();
    RedriveRequest all = new RedriveRequest(dead, Long.MAX_VALUE, true, Settings.NONE);
    assertEquals(1, sqs.broker.redrive(all, (message, to) -> origins.add(to)));
    assertEquals(
        1,
        sqs.broker.redrive(
            new RedriveRequest(dead, Long.MAX_VALUE, false, Settings.NONE),
            (message, to) -> origins.add(to)));
    assertEquals(List.of(queue, queue), origins);
    List<Message> again = sqs.pull(queue);
    assertEquals(List.of("bad"), Client.payloads(again));
    assertEquals(Optional.of("v"), again.get(0).header("h"));
    assertEquals(
        List.of(dead.text(), 0L, 0L, 0L),
        sqs.broker.list().rows().stream()
            .filter(row -> dead.text().equals(row.get(0)))
            .findFirst()
            .orElseThrow(),
        "nothing of it is left there, not even hidden");
    assertEquals(1, events(Traffic.Kind.DEAD_LETTERED, queue).size(), "it is told once");
    assertEquals("dead-letter", sqs.broker.describe(queue).get(1).name());
    assertEquals(List.of(List.of(queue.text())), sqs.broker.describe(dead).get(1).rows());
  }

  @Test
  void aDelayedMessageComesLater() throws InterruptedException {
    Address queue = sqs.queue();
    sqs.publish(Client.settings("delay", "2s"), Client.message(queue, Bytes.utf8("late")));
    assertEquals(List.of(), sqs.pull(queue));
    List<Message> messages = new ArrayList<>();
    assertTrue(sqs.pull(queue, 1, Optional.of(Duration.ofSeconds(20)), messages).complete());
    assertEquals(List.of("late"), Client.payloads(messages));
  }

  @Test
  void aMessageIsAcknowledgedGivenBackOrKeptLongerByHand() throws InterruptedException {
    Address queue = sqs.queue("visibility", "2s");
    Inbox inbox = new Inbox();
    try (Subscription hand = sqs.subscribe(queue, "hand", inbox, "ack", "manual")) {
      sqs.publish(queue, "kept");
      inbox.await(1);
      assertEquals(List.of(1L), hand.open());
      assertTrue(inbox.deliveries().get(0).open());
      hand.extend(1, Duration.ofSeconds(60));
      sqs.publish(queue, "bad");
      inbox.await(2);
      hand.reject(2, true);
      inbox.await(3);
      hand.acknowledge(3);
      hand.acknowledge(1);
      assertEquals(List.of("kept", "bad", "bad"), inbox.payloads());
      assertEquals(List.of("bad"), inbox.redelivered());
      assertThrows(BrokerException.class, () -> hand.acknowledge(1));
      assertEquals(List.of(), hand.open());
    }
    assertEquals(List.of(), sqs.pull(queue));
  }

  @Test
  void whatIsVisibleAgainIsInNobodysHand() throws InterruptedException {
    Address queue = sqs.queue("visibility", "1s");
    Inbox inbox = new Inbox();
    try (Subscription hand = sqs.subscribe(queue, "hand", inbox, "ack", "manual")) {
      sqs.publish(queue, "slow");
      inbox.await(2);
      String late = "message 1 of hand is visible again, its time was over";
      Executable extending = () -> hand.extend(1, Duration.ofSeconds(60));
      assertEquals(late, assertThrows(BrokerException.class, extending).getMessage());
      Executable givingBack = () -> hand.reject(1, true);
      assertEquals(late, assertThrows(BrokerException.class, givingBack).getMessage());
    }
  }

  @Test
  void aPullLeavesWhatItOnlyLooksAt() throws InterruptedException {
    Address queue = sqs.queue();
    sqs.publish(queue, "a", "b", "c");
    Set<String> all = Set.of("a", "b", "c");
    assertEquals(all, new HashSet<>(Client.payloads(sqs.pull(queue, "peek", "true"))));
    List<Message> one = new ArrayList<>();
    PullResult result = sqs.pull(queue, 1, Optional.empty(), one);
    assertEquals(1, result.messages());
    assertEquals(1, result.payloadBytes());
    assertEquals(2, sqs.pull(queue).size());
    assertEquals(List.of(), sqs.pull(queue));
  }

  @Test
  void whatTheSinkIsNotDoneWithIsNotAcknowledged() throws InterruptedException {
    Address from = sqs.queue();
    sqs.publish(from, "a", "b");
    PullRequest all = new PullRequest(from, Long.MAX_VALUE, Optional.empty(), false, Settings.NONE);
    BrokerException failed =
        assertThrows(
            BrokerException.class,
            () ->
                sqs.broker.pull(
                    all,
                    new MessageSink() {
                      @Override
                      public void accept(Message message) {
                        // Taken, and not done with.
                      }

                      @Override
                      public void settle() {
                        throw new BrokerException("not confirmed", "");
                      }
                    }));
    assertEquals("not confirmed", failed.getMessage());
    assertEquals(2, sqs.pull(from).size());
  }

  private PullResult wanted(Address queue, long count, List<Message> read, String... settings)
      throws InterruptedException {
    return sqs.broker.pull(
        new PullRequest(
            queue,
            count,
            Optional.empty(),
            false,
            Optional.of(message -> message.payload().orElseThrow().toString().startsWith("y")),
            Client.settings(settings)),
        read::add);
  }

  @Test
  void whatIsNotWantedStaysInTheQueue() throws InterruptedException {
    Address queue = sqs.queue();
    for (int number = 0; number < 15; number++) {
      sqs.publish(queue, "y" + number, "n" + number);
    }
    List<Message> read = new ArrayList<>();
    assertTrue(wanted(queue, 4, read).complete());
    assertEquals(4, read.size());
    assertEquals(11, wanted(queue, Long.MAX_VALUE, read, "peek", "true").messages());
    read.clear();
    assertEquals(11, wanted(queue, Long.MAX_VALUE, read).messages());
    assertEquals(0, wanted(queue, Long.MAX_VALUE, read).messages());
    List<String> rest = Client.payloads(sqs.pull(queue));
    assertEquals(15, rest.size());
    assertTrue(rest.stream().allMatch(text -> text.startsWith("n")), rest.toString());
  }

  @Test
  void ofAGroupThatIsHeldItIsSaidThatMoreMayBeThere() throws InterruptedException {
    Address queue = sqs.fifo("dedup", "content");
    for (int number = 0; number < 15; number++) {
      sqs.publish(Settings.NONE, Client.keyed(queue, "g", "n" + number));
    }
    PullResult result = wanted(queue, Long.MAX_VALUE, new ArrayList<>());
    assertEquals(0, result.messages());
    assertTrue(result.remark().orElseThrow().contains("of a group"), result.toString());
    assertEquals(15, sqs.pull(queue).size());
  }

  private List<Traffic.Event> events(Traffic.Kind kind, Address where) {
    return sqs.traffic.events().stream()
        .filter(event -> event.kind() == kind && event.destination().equals(where))
        .toList();
  }

  @Test
  void aPullTellsOfEachOfItsFirstHundredMessages() throws InterruptedException {
    Address queue = sqs.queue();
    List<String> ids =
        sqs.publish(
            queue, IntStream.range(0, 120).mapToObj(Integer::toString).toArray(String[]::new));
    assertEquals(120, sqs.pull(queue).size());
    List<Traffic.Event> delivered = events(Traffic.Kind.DELIVERED, queue);
    assertEquals(101, delivered.size());
    for (Traffic.Event each : delivered.subList(0, 100)) {
      assertEquals(1, each.count());
      assertTrue(ids.contains(each.id().orElseThrow()));
    }
    assertEquals(20, delivered.get(100).count());
    assertEquals(120, events(Traffic.Kind.ACKNOWLEDGED, queue).get(0).count());
  }

  @Test
  void aPullThatWaitsEndsWithItsTime() throws InterruptedException {
    Address queue = sqs.queue();
    sqs.publish(queue, "only");
    List<Message> messages = new ArrayList<>();
    PullResult result = sqs.pull(queue, 2, Optional.of(Duration.ofMillis(1300)), messages);
    assertFalse(result.complete());
    assertEquals(1, result.messages());
  }

  @Test
  void aKilledListenerLeavesItsMessageHiddenForAWhile() throws InterruptedException {
    Address queue = sqs.queue("visibility", "1s");
    Inbox inbox = new Inbox();
    Subscription victim =
        sqs.broker.subscribe(
            new SubscribeRequest(
                queue, "victim", Optional.of(Duration.ofMinutes(1)), Settings.NONE),
            inbox);
    sqs.publish(queue, "x");
    inbox.await(1);
    victim.kill();
    List<Message> again = new ArrayList<>();
    assertTrue(sqs.pull(queue, 1, Optional.of(Duration.ofSeconds(20)), again).complete());
    assertEquals("2", again.get(0).properties().get("receive-count"));
  }

  @Test
  void whatArrivesAfterAListenerHasLeftIsThereForTheNext() throws InterruptedException {
    Address queue = sqs.queue();
    for (int round = 0; round < 3; round++) {
      sqs.subscribe(queue, "gone", new Inbox()).close();
      sqs.publish(queue, "round " + round);
      assertEquals(List.of("round " + round), Client.payloads(sqs.pull(queue)));
    }
  }

  @Test
  void anAnswerComesBackToWhoeverAsked() throws Exception {
    Address queue = sqs.queue();
    try (Subscription service =
        sqs.broker.reply(
            new SubscribeRequest(queue, "service", Optional.empty(), Settings.NONE),
            request -> Bytes.utf8("re: " + request.payload().orElseThrow()))) {
      for (String question : List.of("price?", "again?")) {
        Message answer =
            sqs.broker.request(
                Client.message(queue, Bytes.utf8(question)), Settings.NONE, Duration.ofSeconds(20));
        assertEquals(Optional.of(Bytes.utf8("re: " + question)), answer.payload());
        List<Traffic.Kind> kinds =
            sqs.traffic.events().stream()
                .filter(event -> event.correlation().equals(answer.header("correlation-id")))
                .map(Traffic.Event::kind)
                .toList();
        assertTrue(
            kinds.containsAll(
                List.of(Traffic.Kind.SENT, Traffic.Kind.DELIVERED, Traffic.Kind.ANSWERED)),
            kinds.toString());
      }
      sqs.settle();
      assertEquals(2, service.delivered());
    }
    assertThrows(
        TimeoutException.class,
        () ->
            sqs.broker.request(
                Client.message(queue, Bytes.utf8("anybody?")),
                Settings.NONE,
                Duration.ofMillis(500)));
  }

  @Test
  void aPurgedQueueIsEmptyAndTheListSaysWhatThereIs() throws InterruptedException {
    Address queue = sqs.queue();
    sqs.publish(queue, "a", "b");
    assertTrue(sqs.broker.list().rows().contains(List.of(queue.text(), 2L, 0L, 0L)));
    sqs.broker.purge(queue);
    assertEquals(List.of(), sqs.pull(queue));
  }

  @Test
  void aPullThatWaitsCanBeInterrupted() throws Exception {
    Address queue = sqs.queue();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                sqs.pull(queue, 1, Optional.of(Duration.ofMinutes(1)), new ArrayList<>());
                interrupted.complete(false);
              } catch (InterruptedException expected) {
                interrupted.complete(true);
              } catch (Throwable wrong) {
                interrupted.completeExceptionally(wrong);
              }
            });
    waiting.start();
    assertThrows(TimeoutException.class, () -> interrupted.get(300, TimeUnit.MILLISECONDS));
    waiting.interrupt();
    assertTrue(interrupted.get(5, TimeUnit.SECONDS));
  }
}
