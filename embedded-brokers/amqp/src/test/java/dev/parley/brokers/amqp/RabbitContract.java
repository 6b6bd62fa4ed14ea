package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.testing.Inbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the client does is the same whatever broker answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RabbitContract {
  private static final byte[] BINARY = {0, -1, 10, -128, 127};
  private final BrokerProvider provider = Rabbit.kind().provider().get();
  private RunningRabbit rabbit;

  /** Starts the server, once for all tests, and says where it is. */
  abstract String start(BrokerProvider provider, Path state) throws InterruptedException;

  abstract void stop();

  abstract Set<Feature> features();

  @BeforeAll
  void begin(@TempDir Path state) throws InterruptedException {
    rabbit = new RunningRabbit(provider, start(provider, state));
  }

  @AfterAll
  void end() {
    rabbit.close();
    stop();
  }

  private void need(Feature feature) {
    assumeTrue(features().contains(feature), "the server has no " + feature);
  }

  @Test
  void everyOctetOfAMessageComesBack() throws InterruptedException {
    Address queue = rabbit.queue();
    Map<String, String> properties =
        Map.of(
            "content-type", "text/plain",
            "priority", "3",
            "message-id", "m-1",
            "type", "order",
            "app-id", "tests",
            "delivery-mode", "2");
    Message sent =
        new Message(
            queue,
            Optional.empty(),
            List.of(
                Header.of("correlation-id", "c-1"),
                Header.of("reply-to", "answers"),
                new Header("binary", Optional.of(Bytes.wrap(BINARY))),
                Header.of("trace", "abc"),
                Header.of("имя", "значение")),
            Optional.of(Bytes.utf8("{\"a\": \"зелёный чай $ ! > ' \\\\\"}")),
            Optional.of(Instant.ofEpochSecond(1_700_000_000)),
            Optional.empty(),
            properties);
    assertInstanceOf(Receipt.Confirmed.class, rabbit.publish(Settings.NONE, sent).get(0));
    Message read = rabbit.pull(queue).get(0);
    assertEquals(sent.headers(), read.headers());
    assertEquals(sent.payload(), read.payload());
    assertEquals(sent.timestamp(), read.timestamp());
    assertEquals(properties, read.properties());
    assertEquals(queue, read.destination());
    assertArrayEquals(BINARY, read.headers().get(2).value().orElseThrow().unwrap());
    assertEquals(
        List.of(Traffic.Kind.SENT, Traffic.Kind.CONFIRMED, Traffic.Kind.DELIVERED),
        rabbit.traffic.events().stream()
            .filter(event -> event.id().equals(Optional.of("m-1")))
            .map(Traffic.Event::kind)
            .toList());
  }

  @Test
  void headersKeepTheirTypes() throws InterruptedException {
    Address.Queue queue = rabbit.queue();
    List<Header> headers = new ArrayList<>();
    headers.add(Header.of("correlation-id", "c-1"));
    headers.add(typed("a", "array", "[\"x\",{\"type\":\"int\",\"value\":\"5\"}]"));
    headers.add(typed("b", "bool", "true"));
    headers.add(typed("correlation-id", "string", "of the table"));
    headers.add(typed("d", "decimal", "12.50"));
    headers.add(typed("i", "int", "5"));
    headers.add(typed("l", "long", "5"));
    headers.add(typed("m", "table", "{\"k\":{\"type\":\"bool\",\"value\":\"true\"}}"));
    headers.add(typed("t", "timestamp", "2026-01-01T00:00:00Z"));
    headers.add(new Header("v", Optional.empty(), Optional.of("void")));
    rabbit.publish(
        Settings.NONE, RunningRabbit.message(queue, "typed", headers.toArray(Header[]::new)));
    Message read = rabbit.pull(queue).get(0);
    assertEquals(headers, read.headers());
    assertEquals(Optional.of("c-1"), read.header("correlation-id"));
  }

  @Test
  void aHeadersExchangeTellsNumbersFromTexts() throws InterruptedException {
    String exchange = rabbit.exchange("type", "headers");
    Address.Queue five = rabbit.bound(exchange, "", "header", "n:int=5");
    Address to = new Address.Exchange(exchange, "");
    rabbit.publish(
        Settings.NONE,
        RunningRabbit.message(to, "text", Header.of("n", "5")),
        RunningRabbit.message(to, "number", typed("n", "int", "5")));
    assertEquals(List.of("number"), RunningRabbit.payloads(rabbit.pull(five)));
  }

  @Test
  void aMessageGoesOnUnderItsOwnKeyWhereNoneIsNamed() throws InterruptedException {
    String exchange = rabbit.exchange();
    Address.Queue first = rabbit.bound(exchange, "order.placed");
    rabbit.publish(new Address.Exchange(exchange, "order.placed"), "once");
    Message read = rabbit.pull(first).get(0);
    Message again =
        new Message(
            new Address.Exchange(exchange, ""),
            Optional.empty(),
            read.headers(),
            read.payload(),
            read.timestamp(),
            Optional.empty(),
            read.properties());
    assertInstanceOf(Receipt.Confirmed.class, rabbit.publish(Settings.NONE, again).get(0));
    assertEquals(List.of("once"), RunningRabbit.payloads(rabbit.pull(first)));
  }

  @Test
  void whatIsOverTheLimitsIsOneLineAndTheNextMessageIsSent() throws InterruptedException {
    Address.Queue queue = rabbit.queue();
    String large =
        refusal(RunningRabbit.message(queue, "x", Header.of("h", "a".repeat(1_000_000))));
    assertTrue(
        large.matches(
            "the headers and properties of a message are at most (128|256) KiB together,"
                + " not 977 KiB"),
        large);
    assertEquals(
        "a name, a key or a property is at most 255 bytes in AMQP, not 300",
        refusal(RunningRabbit.message(queue, "x", Header.of("n".repeat(300), "a"))));
    assertEquals(
        "a name, a key or a property is at most 255 bytes in AMQP, not 300",
        refusal(RunningRabbit.message(new Address.Exchange("amq.direct", "k".repeat(300)), "x")));
    rabbit.publish(queue, "next");
    assertEquals(List.of("next"), rabbit.awaited(queue, 1));
  }

  /** Qpid would discard it later, though it had confirmed it. */
  @Test
  void anEmptyTableIsKeptOrRefused() throws InterruptedException {
    Address.Queue queue = rabbit.queue();
    Header empty = new Header("t", Optional.of(Bytes.utf8("{}")), Optional.of("table"));
    if (!features().contains(Feature.EMPTY_TABLES)) {
      assertEquals(
          "the embedded RabbitMQ would lose a message with an empty table among its headers",
          refusal(RunningRabbit.message(queue, "x", empty)));
      return;
    }
    rabbit.publish(Settings.NONE, RunningRabbit.message(queue, "x", empty));
    assertEquals(List.of(empty), rabbit.pull(queue).get(0).headers());
  }

  private String refusal(Message message) {
    return String.valueOf(
        assertThrows(BrokerException.class, () -> rabbit.publish(Settings.NONE, message))
            .getMessage());
  }

  private static Header typed(String name, String type, String text) {
    return new Header(name, Optional.of(Bytes.utf8(text)), Optional.of(type));
  }

  @Test
  void optionsOfPublishBecomeProperties() throws InterruptedException {
    Address queue = rabbit.queue();
    rabbit.publish(
        RunningRabbit.settings(
            "transient",
            "true",
            "priority",
            "4",
            "expiration",
            "1m",
            "type",
            "t",
            "correlation",
            "c",
            "reply-to",
            "r"),
        RunningRabbit.message(queue, "x"));
    Message read = rabbit.pull(queue).get(0);
    Map<String, String> properties = new TreeMap<>(read.properties());
    long left = Long.parseLong(properties.remove("expiration"));
    assertTrue(left > 0 && left <= 60_000, "expires in " + left + " ms");
    assertEquals(Map.of("delivery-mode", "1", "priority", "4", "type", "t"), properties);
    assertEquals(Optional.of("c"), read.header("correlation-id"));
    assertEquals(Optional.of("r"), read.header("reply-to"));
  }

  @Test
  void aMessageWithoutADeliveryModeStaysWithoutOne() throws Exception {
    Address.Queue queue = rabbit.queue();
    Message without =
        new Message(
            queue,
            Optional.empty(),
            List.of(),
            Optional.of(Bytes.utf8("x")),
            Optional.empty(),
            Optional.empty(),
            Map.of("delivery-mode", "none"));
    rabbit.publish(Settings.NONE, without);
    Message read = rabbit.pull(queue).get(0);
    assertEquals(Map.of("delivery-mode", "none"), read.properties());
    rabbit.publish(Settings.NONE, read);
    assertEquals(Map.of("delivery-mode", "none"), rabbit.pull(queue).get(0).properties());
    rabbit.publish(RunningRabbit.settings("persistent", "true"), read);
    assertEquals(Map.of("delivery-mode", "2"), rabbit.pull(queue).get(0).properties());
  }

  @Test
  void aMessageThatExpiresIsNotThereAnyMore() throws InterruptedException {
    Address queue = rabbit.queue();
    rabbit.publish(
        RunningRabbit.settings("expiration", "200ms"), RunningRabbit.message(queue, "brief"));
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!rabbit.pull(queue, "peek", "true").isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "it is still there");
    }
    rabbit.publish(
        RunningRabbit.settings("expiration", "1h"), RunningRabbit.message(queue, "long"));
    assertEquals(List.of("long"), RunningRabbit.payloads(rabbit.pull(queue)));
  }

  @Test
  void aKeyIsTheRoutingKeyOrRefused() throws InterruptedException {
    String exchange = rabbit.exchange();
    Address queue = rabbit.bound(exchange, "red");
    Message keyed =
        new Message(
            new Address.Exchange(exchange, ""),
            Optional.of(Bytes.utf8("red")),
            List.of(),
            Optional.of(Bytes.utf8("x")),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    rabbit.publish(Settings.NONE, keyed);
    Message read = rabbit.pull(queue).get(0);
    assertEquals("red", read.properties().get("routing-key"));
    assertEquals(exchange, read.properties().get("exchange"));
    Message wrong =
        new Message(
            queue,
            keyed.key(),
            List.of(),
            keyed.payload(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    BrokerException refused =
        assertThrows(BrokerException.class, () -> rabbit.publish(Settings.NONE, wrong));
    assertEquals(
        "rabbit has no message keys; the routing key is in the address", refused.getMessage());
  }

  @Test
  void eachTypeOfExchangeRoutesInItsWay() throws InterruptedException {
    String direct = rabbit.exchange();
    Address red = rabbit.bound(direct, "red");
    Address blue = rabbit.bound(direct, "blue");
    rabbit.publish(new Address.Exchange(direct, "red"), "r");
    assertEquals(List.of("r"), rabbit.awaited(red, 1));
    assertEquals(List.of(), rabbit.pull(blue));

    String topic = rabbit.exchange("type", "topic");
    Address orders = rabbit.bound(topic, "order.*");
    Address all = rabbit.bound(topic, "#");
    rabbit.publish(new Address.Exchange(topic, "order.created"), "a");
    rabbit.publish(new Address.Exchange(topic, "order.item.added"), "b");
    assertEquals(List.of("a"), RunningRabbit.payloads(rabbit.pull(orders)));
    assertEquals(List.of("a", "b"), rabbit.awaited(all, 2));

    String fanout = rabbit.exchange("type", "fanout");
    Address one = rabbit.bound(fanout, "");
    Address two = rabbit.bound(fanout, "");
    rabbit.publish(new Address.Exchange(fanout, "whatever"), "f");
    assertEquals(List.of("f"), rabbit.awaited(one, 1));
    assertEquals(List.of("f"), rabbit.awaited(two, 1));

    String headers = rabbit.exchange("type", "headers");
    Address both = rabbit.bound(headers, "", "header", "a=1", "header", "b=2", "match", "all");
    Address either = rabbit.bound(headers, "", "header", "a=1", "header", "b=2", "match", "any");
    Address to = new Address.Exchange(headers, "");
    rabbit.publish(
        Settings.NONE,
        RunningRabbit.message(to, "only a", Header.of("a", "1")),
        RunningRabbit.message(to, "a and b", Header.of("a", "1"), Header.of("b", "2")));
    assertEquals(List.of("a and b"), rabbit.awaited(both, 1));
    assertEquals(List.of("only a", "a and b"), rabbit.awaited(either, 2));
  }

  @Test
  void whatNoQueueTakesComesBackAndTheOrderIsThatOfSending() throws InterruptedException {
    String exchange = rabbit.exchange();
    Address queue = rabbit.bound(exchange, "known");
    List<Receipt> receipts =
        rabbit.publish(
            Settings.NONE,
            RunningRabbit.message(new Address.Exchange(exchange, "known"), "1"),
            RunningRabbit.message(new Address.Exchange(exchange, "unknown"), "2"),
            RunningRabbit.message(new Address.Exchange(exchange, "known"), "3"),
            RunningRabbit.message(RunningRabbit.queueOf("no-such-queue"), "4"));
    assertInstanceOf(Receipt.Confirmed.class, receipts.get(0));
    assertInstanceOf(Receipt.Returned.class, receipts.get(1));
    assertInstanceOf(Receipt.Confirmed.class, receipts.get(2));
    assertInstanceOf(Receipt.Returned.class, receipts.get(3));
    assertEquals(List.of("1", "3"), rabbit.awaited(queue, 2));
    assertTrue(kinds("unknown").contains(Traffic.Kind.RETURNED));
  }

  private List<Traffic.Kind> kinds(String key) {
    return rabbit.traffic.events().stream()
        .filter(event -> event.destination().text().endsWith("/" + key))
        .map(Traffic.Event::kind)
        .toList();
  }

  @Test
  void anExchangeThatIsNotThereRefusesAndTheNextMessageIsSent() throws InterruptedException {
    Address queue = rabbit.queue();
    List<Receipt> receipts =
        rabbit.publish(
            Settings.NONE, RunningRabbit.message(new Address.Exchange("no-such", "x"), "lost"));
    Receipt.Refused refused = assertInstanceOf(Receipt.Refused.class, receipts.get(0));
    assertTrue(refused.failure().getMessage().contains("no-such"), refused.toString());
    assertFalse(refused.failure().getMessage().contains("\n"));
    rabbit.publish(queue, "found");
    assertEquals(List.of("found"), rabbit.awaited(queue, 1));
  }

  @Test
  void manyMessagesArePublishedAndReadInOrder() throws InterruptedException {
    Address queue = rabbit.queue();
    String[] payloads = IntStream.range(0, 5000).mapToObj(Integer::toString).toArray(String[]::new);
    rabbit.publish(queue, payloads);
    Inbox inbox = new Inbox();
    try (Subscription reader = rabbit.subscribe(queue, "reader", inbox)) {
      assertEquals(List.of(payloads), inbox.await(5000).payloads());
      rabbit.settle();
      assertEquals(5000, reader.delivered());
    }
    assertEquals(List.of(), rabbit.pull(queue));
  }

  @Test
  void creatingAgainTheSameWayIsFineAndAnotherWayIsNot() throws InterruptedException {
    Address queue = RunningRabbit.queueOf("same");
    Settings ttl = RunningRabbit.settings("ttl", "1m");
    assertTrue(rabbit.broker.create(queue, ttl));
    assertFalse(rabbit.broker.create(queue, ttl));
    BrokerException refused =
        assertThrows(BrokerException.class, () -> rabbit.broker.create(queue, Settings.NONE));
    assertFalse(refused.getMessage().contains("\n"));
    Address exchange = new Address.Exchange("same-exchange", "");
    assertTrue(rabbit.broker.create(exchange, Settings.NONE));
    assertFalse(rabbit.broker.create(exchange, Settings.NONE));
    assertThrows(
        BrokerException.class,
        () -> rabbit.broker.create(exchange, RunningRabbit.settings("type", "fanout")));
    rabbit.broker.delete(queue);
    rabbit.broker.delete(exchange);
    assertFalse(rabbit.broker.exists(queue));
    assertFalse(rabbit.broker.exists(exchange));
    assertThrows(BrokerException.class, () -> rabbit.broker.delete(queue));
  }

  @Test
  void whatIsAcceptedByHandWaitsForItAndWhatIsRequeuedComesAgain() throws Exception {
    Address queue = rabbit.queue();
    Inbox inbox = new Inbox();
    try (Subscription manual = rabbit.subscribe(queue, "manual", inbox, "ack", "manual")) {
      rabbit.publish(queue, "a", "b", "c");
      inbox.await(3);
      assertEquals(List.of(1L, 2L, 3L), manual.open());
      rabbit.settle();
      manual.acknowledge(1);
      manual.reject(2, false);
      manual.reject(3, true);
      inbox.await(4);
      assertEquals(List.of("a", "b", "c", "c"), inbox.payloads());
      assertEquals(List.of("c"), inbox.redelivered());
      manual.acknowledge(4);
      assertEquals(List.of(), manual.open());
      BrokerException none = assertThrows(BrokerException.class, () -> manual.acknowledge(4));
      assertEquals("manual has no open message #4", none.getMessage());
      rabbit.settle();
    }
    assertEquals(List.of(), rabbit.pull(queue), "what was rejected is gone");
  }

  @Test
  void whatAKilledConsumerHadComesToAnother() throws Exception {
    Address queue = rabbit.queue();
    Inbox dying = new Inbox();
    Subscription first = rabbit.subscribe(queue, "dying", dying, "ack", "manual");
    rabbit.publish(queue, "a", "b");
    dying.await(2);
    first.kill();
    Inbox heir = new Inbox();
    try (Subscription second = rabbit.subscribe(queue, "heir", heir)) {
      heir.await(2);
      assertEquals(List.of("a", "b"), heir.redelivered());
      rabbit.settle();
      assertEquals(2, second.delivered());
    }
  }

  @Test
  void prefetchBoundsWhatOneConsumerHas() throws Exception {
    Address queue = rabbit.queue();
    Inbox inbox = new Inbox();
    Inbox other = new Inbox();
    try (Subscription slow =
            rabbit.subscribe(queue, "slow", inbox, "ack", "manual", "prefetch", "2");
        Subscription quick = rabbit.subscribe(queue, "quick", other, "prefetch", "1")) {
      rabbit.publish(queue, "1", "2", "3", "4", "5", "6", "7", "8");
      inbox.await(2);
      other.await(6);
      assertEquals(2, slow.open().size());
      assertEquals(2, slow.delivered());
      slow.acknowledge(slow.open().get(0));
      rabbit.publish(queue, "9");
      rabbit.settle();
      assertEquals(9, slow.delivered() + quick.delivered());
    }
  }

  @Test
  void everySoManythFailsAndIsDiscardedOrRequeued() throws Exception {
    Address queue = rabbit.queue();
    Inbox inbox = new Inbox();
    try (Subscription failing =
        rabbit.subscribe(queue, "failing", inbox, "fail-every", "2", "requeue", "true")) {
      rabbit.publish(queue, "a", "b", "c");
      rabbit.settle();
      assertTrue(failing.delivered() > 3);
      assertFalse(inbox.redelivered().isEmpty());
    }
    assertEquals(List.of(), rabbit.pull(queue));
  }

  @Test
  void pausedItTakesNothingAndThenGoesOn() throws Exception {
    Address queue = rabbit.queue();
    Inbox inbox = new Inbox();
    try (Subscription reader = rabbit.subscribe(queue, "pausing", inbox)) {
      rabbit.publish(queue, "a");
      inbox.await(1);
      rabbit.settle();
      reader.pause();
      awaitConsumers(queue, 0);
      rabbit.publish(queue, "b");
      rabbit.settle();
      assertEquals(List.of("a"), inbox.payloads());
      reader.resume();
      assertEquals(List.of("a", "b"), inbox.await(2).payloads());
    }
  }

  private void awaitConsumers(Address queue, long wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (((Number) rabbit.broker.describe(queue).get(0).rows().get(0).get(4)).longValue()
        != wanted) {
      assertTrue(System.nanoTime() < deadline, "still not " + wanted + " consumers");
    }
  }

  @Test
  void aSubscriptionToAnExchangeHasAQueueOfItsOwn() throws Exception {
    String topic = rabbit.exchange("type", "topic");
    Inbox some = new Inbox();
    Inbox all = new Inbox();
    try (Subscription orders = rabbit.subscribe(new Address.Exchange(topic, "order.*"), "o", some);
        Subscription any = rabbit.subscribe(new Address.Exchange(topic, ""), "all", all)) {
      rabbit.publish(new Address.Exchange(topic, "order.paid"), "1");
      rabbit.publish(new Address.Exchange(topic, "stock.low"), "2");
      rabbit.settle();
      assertEquals(List.of("1"), some.payloads());
      assertEquals(List.of("1", "2"), all.payloads());
      assertEquals(new Address.Exchange(topic, "order.paid"), some.messages().get(0).destination());
      assertEquals(Optional.empty(), orders.group());
      assertEquals(2, any.delivered());
    }
  }

  @Test
  void aQueueThatSomebodyDeletesIsSaidAndItsSubscriptionGoesOnWhenItIsBack() throws Exception {
    Address queue = rabbit.queue();
    Inbox inbox = new Inbox();
    try (Subscription reader = rabbit.subscribe(queue, "orphan", inbox);
        RunningRabbit other = new RunningRabbit(rabbit.provider, rabbit.endpoint)) {
      rabbit.publish(queue, "before");
      inbox.await(1);
      rabbit.settle();
      other.broker.delete(queue);
      awaitNotice(
          inbox, queue.text() + " was deleted; goes on by itself if it is back within 30 s");
      rabbit.settle();
      other.broker.create(queue, Settings.NONE);
      rabbit.publish(queue, "after");
      assertEquals(List.of("before", "after"), inbox.await(2).payloads());
      assertEquals(Optional.empty(), reader.failure());
    }
    assertEquals(List.of(), inbox.failures());
  }

  @Test
  void anExchangeThatSomebodyDeletesIsSaidToItsSubscription() throws Exception {
    String exchange = rabbit.exchange("type", "topic");
    Address address = new Address.Exchange(exchange, "a.*");
    Inbox inbox = new Inbox();
    try (Subscription reader = rabbit.subscribe(address, "unbound", inbox);
        RunningRabbit other = new RunningRabbit(rabbit.provider, rabbit.endpoint)) {
      other.broker.delete(new Address.Exchange(exchange, ""));
      awaitNotice(
          inbox, address.text() + " was deleted; goes on by itself if it is back within 30 s");
      other.broker.create(
          new Address.Exchange(exchange, ""), RunningRabbit.settings("type", "topic"));
      // Until it is bound again the message comes back.
      Address to = new Address.Exchange(exchange, "a.b");
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (rabbit.publish(Settings.NONE, RunningRabbit.message(to, "after")).get(0)
          instanceof Receipt.Returned) {
        assertTrue(System.nanoTime() < deadline, "it does not go on");
      }
      assertEquals(List.of("after"), inbox.await(1).payloads());
      assertEquals(Optional.empty(), reader.failure());
    }
  }

  private static void awaitNotice(Inbox inbox, String wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!inbox.notices().contains(wanted)) {
      assertTrue(System.nanoTime() < deadline, "told: " + inbox.notices() + " " + inbox.failures());
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsAnExchangeAndNoQueueIsSaid() throws InterruptedException {
    String exchange = rabbit.exchange();
    Address queue = RunningRabbit.queueOf(exchange);
    String wanted =
        "there is no queue " + exchange + "; it is an exchange, rabbit:" + exchange + "/";
    for (Executable each :
        new Executable[] {
          () -> rabbit.broker.describe(queue),
          () -> rabbit.broker.delete(queue),
          () -> rabbit.broker.purge(queue),
          () -> rabbit.pull(queue),
          () -> rabbit.subscribe(queue, "mistaken", new Inbox())
        }) {
      assertEquals(wanted, assertThrows(BrokerException.class, each).getMessage());
    }
  }

  @Test
  void aSubscriptionThatReadsAheadLeavesNoThreadBehind() throws Exception {
    Address queue = rabbit.queue();
    rabbit.publish(
        Settings.NONE,
        Collections.nCopies(12_000, RunningRabbit.message(queue, "x")).toArray(Message[]::new));
    Inbox inbox = new Inbox();
    Subscription reader =
        rabbit.slow(queue, "left-behind", Duration.ofMinutes(1), inbox, "ack", "none");
    inbox.await(1);
    reader.close();
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("rabbit-client-left-behind"))) {
      assertTrue(System.nanoTime() < deadline, "its thread is left");
    }
  }

  @Test
  void subscribingToNothingIsRefusedInOneLine() {
    BrokerException refused =
        assertThrows(
            BrokerException.class,
            () -> rabbit.subscribe(RunningRabbit.queueOf("none"), "nobody", new Inbox()));
    assertEquals("there is no rabbit:none", refused.getMessage());
    assertEquals("create rabbit:none", refused.hint());
  }

  @Test
  void thePriorityOfAMessageCountsInAQueueThatHasThem() throws InterruptedException {
    Address queue = rabbit.queue("priority", "9");
    for (String priority : new String[] {"1", "9", "0", "5"}) {
      rabbit.publish(
          RunningRabbit.settings("priority", priority), RunningRabbit.message(queue, priority));
    }
    rabbit.publish(queue, "none");
    assertEquals(List.of("9", "5", "1", "0", "none"), RunningRabbit.payloads(rabbit.pull(queue)));
  }

  @Test
  void aQueueKnowsSoManyPrioritiesAsItWasGiven() throws InterruptedException {
    Address eight = rabbit.queue("priority", "8");
    Address twelve = rabbit.queue("priority", "12");
    for (String priority : new String[] {"0", "7", "8", "9", "11", "12", "13", "1"}) {
      for (Address queue : new Address[] {eight, twelve}) {
        rabbit.publish(
            RunningRabbit.settings("priority", priority), RunningRabbit.message(queue, priority));
      }
    }
    assertEquals(
        List.of("8", "9", "11", "12", "13", "7", "1", "0"),
        RunningRabbit.payloads(rabbit.pull(eight)));
    assertEquals(
        List.of("12", "13", "11", "9", "8", "7", "1", "0"),
        RunningRabbit.payloads(rabbit.pull(twelve)));
    assertThrows(
        BrokerException.class,
        () -> rabbit.broker.create(twelve, RunningRabbit.settings("priority", "11")));
  }

  @Test
  void aLongQueueDropsItsHead() throws InterruptedException {
    Address queue = rabbit.queue("max-length", "2");
    rabbit.publish(queue, "a", "b", "c", "d");
    assertEquals(List.of("c", "d"), RunningRabbit.payloads(rabbit.pull(queue)));
  }

  @Test
  void whatExpiresOrIsRejectedGoesToTheDeadLetterQueueAndBack() throws Exception {
    Address.Queue dead = rabbit.queue();
    Address queue = rabbit.queue("ttl", "300ms", "dead-letter", dead.name());
    rabbit.publish(Settings.NONE, RunningRabbit.message(queue, "late", Header.of("trace", "abc")));
    List<Message> expired = new ArrayList<>();
    rabbit.pull(dead, 1, Optional.of(Duration.ofSeconds(10)), expired, "peek", "true");
    assertEquals(List.of("late"), RunningRabbit.payloads(expired));
    rabbit.broker.observe();
    rabbit.broker.observe();
    assertEquals(1, events(Traffic.Kind.EXPIRED, queue), "it is told once");
    assertEquals(1, events(Traffic.Kind.DEAD_LETTERED, queue));
    if (!features().contains(Feature.DEATH_HEADERS)) {
      assertEquals(List.of(List.of(1L)), rabbit.broker.describe(queue).get(2).rows());
    }
    List<Address> places = new ArrayList<>();
    RedriveRequest preview = new RedriveRequest(dead, Long.MAX_VALUE, true, Settings.NONE);
    assertEquals(1, rabbit.broker.redrive(preview, (message, to) -> places.add(to)));
    assertEquals(List.of(queue), places);
    Inbox inbox = new Inbox();
    try (Subscription reader = rabbit.subscribe(queue, "again", inbox, "ack", "manual")) {
      RedriveRequest all = new RedriveRequest(dead, Long.MAX_VALUE, false, Settings.NONE);
      assertEquals(1, rabbit.broker.redrive(all, (message, to) -> {}));
      inbox.await(1);
      assertEquals(List.of(Header.of("trace", "abc")), inbox.messages().get(0).headers());
      assertEquals(List.of(), rabbit.pull(dead));
      reader.reject(1, false);
      assertEquals(List.of("late"), rabbit.awaited(dead, 1));
      assertEquals(2, events(Traffic.Kind.DEAD_LETTERED, queue));
      assertEquals(1, events(Traffic.Kind.EXPIRED, queue));
    }
  }

  private long events(Traffic.Kind kind, Address where) {
    return rabbit.traffic.events().stream()
        .filter(event -> event.kind() == kind && event.destination().equals(where))
        .mapToLong(Traffic.Event::count)
        .sum();
  }

  @Test
  void aDeadLetterExchangeGetsWhatWasRejectedUnderItsKey() throws Exception {
    String exchange = rabbit.exchange("type", "fanout");
    Address dead = rabbit.bound(exchange, "");
    Address queue = rabbit.queue("dead-letter", exchange + "/");
    Inbox inbox = new Inbox();
    try (Subscription failing = rabbit.subscribe(queue, "f", inbox, "fail-every", "2")) {
      rabbit.publish(queue, "1", "2", "3", "4");
      inbox.await(4);
      assertEquals(List.of("2", "4"), rabbit.awaited(dead, 2));
      assertEquals(4, failing.delivered());
    }
  }

  @Test
  void aDeadLetterExchangeGetsWhatWasRejectedUnderAnotherKey() throws Exception {
    String exchange = rabbit.exchange();
    Address dead = rabbit.bound(exchange, "failed");
    Address other = rabbit.bound(exchange, "other");
    String target = "rabbit:" + exchange + "/failed";
    for (int round = 0; round < 2; round++) {
      Address queue = rabbit.queue("dead-letter", target);
      Inbox inbox = new Inbox();
      try (Subscription failing = rabbit.subscribe(queue, "f", inbox, "fail-every", "1")) {
        rabbit.publish(queue, "bad");
        inbox.await(1);
        assertEquals(List.of("bad"), rabbit.awaited(dead, 1));
        assertEquals(1, failing.delivered());
      }
      assertEquals(List.of(), rabbit.pull(other));
      assertFalse(rabbit.broker.create(queue, RunningRabbit.settings("dead-letter", target)));
      BrokerException different =
          assertThrows(
              BrokerException.class,
              () ->
                  rabbit.broker.create(
                      queue, RunningRabbit.settings("dead-letter", exchange + "/other")));
      assertTrue(
          different.getMessage().startsWith(queue.text() + " exists already, with "),
          different.getMessage());
    }
  }

  @Test
  void anAlternateExchangeGetsWhatWasNotRouted() throws InterruptedException {
    String alternate = rabbit.exchange("type", "fanout");
    Address rest = rabbit.bound(alternate, "");
    String exchange = rabbit.exchange("alternate", alternate);
    rabbit.publish(new Address.Exchange(exchange, "nowhere"), "x");
    assertEquals(List.of("x"), rabbit.awaited(rest, 1));
  }

  @Test
  void pullTakesWhatIsThereAndAPeekPutsItBack() throws InterruptedException {
    Address queue = rabbit.queue();
    rabbit.publish(queue, "a", "b", "c");
    assertEquals(
        List.of("a", "b", "c"), RunningRabbit.payloads(rabbit.pull(queue, "peek", "true")));
    List<Message> two = new ArrayList<>();
    PullResult result = rabbit.pull(queue, 2, Optional.empty(), two);
    assertTrue(result.complete());
    assertEquals(2, result.payloadBytes());
    assertEquals(List.of("a", "b"), RunningRabbit.payloads(two));
    List<Message> rest = new ArrayList<>();
    assertFalse(rabbit.pull(queue, 2, Optional.of(Duration.ofMillis(300)), rest).complete());
    assertEquals(List.of("c"), RunningRabbit.payloads(rest));
    assertThrows(BrokerException.class, () -> rabbit.pull(RunningRabbit.queueOf("none")));
  }

  private PullResult wanted(
      Address queue, long count, Optional<Duration> timeout, List<Message> read, String... settings)
      throws InterruptedException {
    return rabbit.broker.pull(
        new PullRequest(
            queue,
            count,
            timeout,
            false,
            Optional.of(message -> message.payload().orElseThrow().toString().startsWith("y")),
            RunningRabbit.settings(settings)),
        read::add);
  }

  @Test
  void whatIsNotWantedStaysInTheQueueInItsPlace() throws InterruptedException {
    Address queue = rabbit.queue();
    rabbit.publish(queue, "n1", "y1", "n2", "y2", "y3", "n3");
    List<Message> read = new ArrayList<>();
    assertEquals(
        3, wanted(queue, Long.MAX_VALUE, Optional.empty(), read, "peek", "true").messages());
    assertEquals(List.of("y1", "y2", "y3"), RunningRabbit.payloads(read));
    read.clear();
    PullResult two = wanted(queue, 2, Optional.empty(), read);
    assertTrue(two.complete());
    assertEquals(List.of("y1", "y2"), RunningRabbit.payloads(read));
    read.clear();
    PullResult late = wanted(queue, 2, Optional.of(Duration.ofMillis(300)), read);
    assertFalse(late.complete());
    assertEquals(List.of("y3"), RunningRabbit.payloads(read));
    assertEquals(0, wanted(queue, Long.MAX_VALUE, Optional.empty(), read).messages());
    assertEquals(List.of("n1", "n2", "n3"), RunningRabbit.payloads(rabbit.pull(queue)));
    assertEquals(List.of(), rabbit.pull(queue));
  }

  @Test
  void manyThatAreNotWantedAreEachSeenOnce() throws InterruptedException {
    Address queue =
        features().contains(Feature.RABBITMQ_QUEUES)
            ? rabbit.queue("quorum", "true")
            : rabbit.queue();
    String[] payloads =
        IntStream.range(0, 200)
            .mapToObj(number -> (number % 2 == 0 ? "y" : "n") + number)
            .toArray(String[]::new);
    rabbit.publish(queue, payloads);
    List<Message> read = new ArrayList<>();
    assertEquals(100, wanted(queue, Long.MAX_VALUE, Optional.empty(), read).messages());
    List<String> rest = new ArrayList<>();
    while (rest.size() < 100) {
      rest.addAll(rabbit.awaited(queue, 1));
    }
    assertEquals(
        Arrays.stream(payloads).filter(text -> text.startsWith("n")).toList(),
        rest.stream()
            .sorted(Comparator.comparing(text -> Integer.parseInt(text.substring(1))))
            .toList());
    assertEquals(List.of(), rabbit.pull(queue));
  }

  @Test
  void aSubscriptionTakesFromAQueueAndNotFromAnExchangeOrAStream() throws InterruptedException {
    assertFalse(rabbit.broker.retains(rabbit.queue()));
    assertTrue(rabbit.broker.retains(new Address.Exchange(rabbit.exchange(), "red")));
    if (features().contains(Feature.RABBITMQ_QUEUES)) {
      assertTrue(rabbit.broker.retains(rabbit.queue("stream", "true")));
      assertFalse(rabbit.broker.retains(rabbit.queue("quorum", "true")));
      assertFalse(rabbit.broker.retains(rabbit.queue("ttl", "1h")));
    }
  }

  @Test
  void whatTheSinkIsNotDoneWithIsNotAcknowledged() throws InterruptedException {
    Address from = rabbit.queue();
    rabbit.publish(from, "a", "b");
    PullRequest all = new PullRequest(from, Long.MAX_VALUE, Optional.empty(), false, Settings.NONE);
    BrokerException failed =
        assertThrows(
            BrokerException.class,
            () ->
                rabbit.broker.pull(
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
    assertEquals(2, rabbit.pull(from).size());
  }

  @Test
  void aQueueHasNoPlaces() throws InterruptedException {
    Address queue = rabbit.queue();
    rabbit.publish(queue, "a");
    assertThrows(BrokerException.class, () -> rabbit.pull(queue, "from", "earliest"));
    assertThrows(BrokerException.class, () -> rabbit.pull(queue, "until", "latest"));
    assertEquals(List.of("a"), RunningRabbit.payloads(rabbit.pull(queue)));
  }

  @Test
  void aStreamIsReadFromAPlaceToAPlace() throws InterruptedException {
    if (!features().contains(Feature.RABBITMQ_QUEUES)) {
      return;
    }
    Address stream = rabbit.queue("stream", "true");
    assertEquals(List.of(), rabbit.pull(stream, "from", "earliest"), "it is empty");
    String[] payloads =
        IntStream.range(0, 600)
            .mapToObj(number -> (number % 2 == 0 ? "y" : "n") + number)
            .toArray(String[]::new);
    rabbit.publish(stream, payloads);
    assertEquals(
        List.of(payloads), RunningRabbit.payloads(rabbit.pull(stream, "from", "earliest")));
    assertEquals(
        List.of("y598", "n599"), RunningRabbit.payloads(rabbit.pull(stream, "from", "-2")));
    assertEquals(
        List.of("n3", "y4"),
        RunningRabbit.payloads(rabbit.pull(stream, "from", "3", "until", "5")));
    assertEquals(600, rabbit.pull(stream, "from", "10m", "until", "latest").size());
    assertEquals(List.of(), rabbit.pull(stream, "from", "latest"));
    assertEquals(List.of(), rabbit.pull(stream, "from", "5", "until", "5"));
    List<Message> read = new ArrayList<>();
    PullResult wanted = wanted(stream, Long.MAX_VALUE, Optional.empty(), read, "from", "earliest");
    assertEquals(300, wanted.messages());
    PullResult late =
        rabbit.pull(
            stream, 9, Optional.of(Duration.ofMillis(500)), new ArrayList<>(), "from", "-3");
    assertEquals(3, late.messages());
    assertFalse(late.complete());
    PullResult reached =
        rabbit.pull(
            stream,
            9000,
            Optional.of(Duration.ofSeconds(30)),
            new ArrayList<>(),
            "from",
            "-3",
            "until",
            "latest");
    assertTrue(reached.complete());
    for (String[] wrong : new String[][] {{"from", "yesterday"}, {"from", "0", "until", "10m"}}) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> rabbit.pull(stream, wrong));
      assertTrue(refused.isNotUnderstood());
    }
    assertThrows(BrokerException.class, () -> rabbit.pull(stream, "until", "latest"));
  }

  @Test
  void purgeCountsWhatItThrowsAway() throws InterruptedException {
    Address queue = rabbit.queue();
    rabbit.publish(queue, "a", "b");
    assertEquals(OptionalLong.of(2), rabbit.broker.purge(queue));
    assertEquals(List.of(), rabbit.pull(queue));
  }

  @Test
  void anAnswerComesBackToWhoeverAsked() throws Exception {
    Address queue = rabbit.queue();
    try (Subscription service =
        rabbit.broker.reply(
            new SubscribeRequest(queue, "service", Optional.empty(), Settings.NONE),
            request -> Bytes.utf8("re: " + request.payload().orElseThrow()))) {
      for (String question : new String[] {"one", "two"}) {
        Message answer =
            rabbit.broker.request(
                RunningRabbit.message(queue, question), Settings.NONE, Duration.ofSeconds(10));
        assertEquals(Optional.of(Bytes.utf8("re: " + question)), answer.payload());
      }
      rabbit.settle();
      assertEquals(2, service.delivered());
    }
  }

  @Test
  void withoutAServiceTheTimeRunsOutAndWithoutAQueueItIsSaid() throws InterruptedException {
    Address queue = rabbit.queue();
    assertThrows(
        TimeoutException.class,
        () ->
            rabbit.broker.request(
                RunningRabbit.message(queue, "?"), Settings.NONE, Duration.ofMillis(300)));
    assertThrows(
        BrokerException.class,
        () ->
            rabbit.broker.request(
                RunningRabbit.message(RunningRabbit.queueOf("none"), "?"),
                Settings.NONE,
                Duration.ofSeconds(10)));
  }

  @Test
  void aRequestIsSettledOnlyWhenItIsAnswered() throws Exception {
    Address queue = rabbit.queue();
    CompletableFuture<Bytes> slow = new CompletableFuture<>();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    try (Subscription service =
        rabbit.broker.reply(
            new SubscribeRequest(queue, "slow", Optional.empty(), Settings.NONE),
            request -> {
              begun.complete(true);
              return slow.join();
            })) {
      rabbit.publish(
          RunningRabbit.settings("correlation", "c", "reply-to", "nobody"),
          RunningRabbit.message(queue, "?"));
      begun.get();
      assertFalse(rabbit.broker.awaitSettled(Duration.ofMillis(200)));
      assertEquals(1, rabbit.broker.unsettled().size());
      slow.complete(Bytes.utf8("!"));
      rabbit.settle();
      assertEquals(1, service.delivered());
    }
  }

  @Test
  void whatOnlyRabbitMqHasIsThereOrSaidInOneLine() throws InterruptedException {
    Address queue = RunningRabbit.queueOf("quorum-" + System.nanoTime());
    if (features().contains(Feature.RABBITMQ_QUEUES)) {
      assertTrue(rabbit.broker.create(queue, RunningRabbit.settings("quorum", "true")));
    } else {
      BrokerException refused =
          assertThrows(
              BrokerException.class,
              () -> rabbit.broker.create(queue, RunningRabbit.settings("quorum", "true")));
      assertEquals("--quorum needs RabbitMQ itself", refused.getMessage());
      assertTrue(refused.hint().contains("--mode process"), refused.hint());
    }
  }

  @Test
  void whatWasPulledFromAQuorumQueueIsGone() throws InterruptedException {
    need(Feature.RABBITMQ_QUEUES);
    Address queue = rabbit.queue("quorum", "true");
    rabbit.publish(queue, IntStream.range(0, 120).mapToObj(n -> "m" + n).toArray(String[]::new));
    List<Message> read = rabbit.pull(queue);
    assertEquals(120, read.size());
    assertEquals(List.of(), read.get(0).headers(), "that it was never delivered is no news");
    assertEquals("0", read.get(0).properties().get("x-delivery-count"));
    rabbit.publish(Settings.NONE, read.get(0));
    assertEquals(List.of(read.get(0)), rabbit.pull(queue));
    assertEquals(List.of(), RunningRabbit.payloads(rabbit.pull(queue)));
  }

  @Test
  void exchangesAreBoundToEachOther() throws InterruptedException {
    need(Feature.EXCHANGE_TO_EXCHANGE);
    String first = rabbit.exchange();
    String second = rabbit.exchange("type", "fanout");
    Address queue = rabbit.bound(second, "");
    rabbit.broker.bind(
        new Address.Exchange(first, "k"), new Address.Exchange(second, ""), Settings.NONE);
    rabbit.publish(new Address.Exchange(first, "k"), "x");
    assertEquals(List.of("x"), rabbit.awaited(queue, 1));
  }

  @Test
  void whatIsThereIsListedAndDescribed() throws Exception {
    Address.Queue queue = rabbit.queue();
    rabbit.publish(queue, "a", "b");
    List<?> row =
        rabbit.broker.list().rows().stream()
            .filter(each -> queue.text().equals(each.get(0)))
            .findFirst()
            .orElseThrow();
    assertEquals(2, ((Number) row.get(2)).intValue());
    Inbox inbox = new Inbox();
    try (Subscription holder = rabbit.subscribe(queue, "holder", inbox, "ack", "manual")) {
      inbox.await(2);
      List<?> described = rabbit.broker.describe(queue).get(0).rows().get(0);
      assertEquals(1, ((Number) described.get(4)).intValue());
      if (features().contains(Feature.MANAGEMENT)) {
        assertEquals(2L, described.get(3));
        assertEquals(0L, described.get(2));
      }
      assertEquals("holder", holder.name());
    }
  }

  @Test
  void aWrongPasswordAndAnAddressWithoutABrokerAreOneLine() throws InterruptedException {
    String wrong = rabbit.endpoint.replace("guest:guest@", "guest:wrong@");
    try (Broker stranger = provider.connect(wrong, Settings.NONE, rabbit.traffic)) {
      BrokerException refused = assertThrows(BrokerException.class, stranger::validate);
      assertTrue(refused.getMessage().endsWith("refused the user guest"), refused.getMessage());
    }
    try (Broker nowhere = provider.connect("amqp://127.0.0.1:1/", Settings.NONE, rabbit.traffic)) {
      BrokerException refused = assertThrows(BrokerException.class, nowhere::validate);
      assertEquals("nothing answers as rabbit at 127.0.0.1:1", refused.getMessage());
    }
    assertFalse(rabbit.broker.validate().isBlank());
  }
}
