package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.ServerThreads;
import dev.parley.brokers.testing.Inbox;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits can be interrupted, and whatever is closed is closed soon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaInterruptionIT {
  private RunningKafka kafka;

  @BeforeAll
  void start(@TempDir Path state) throws InterruptedException {
    kafka = new RunningKafka(state);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @FunctionalInterface
  private interface Waiting {
    void run() throws Exception;
  }

  /** Lets it run into its wait, interrupts, and says how long it took to come back. */
  private static Duration interrupted(Waiting waiting) throws Exception {
    CompletableFuture<Long> returned = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                waiting.run();
                returned.completeExceptionally(new AssertionError("it came back by itself"));
              } catch (InterruptedException expected) {
                returned.complete(System.nanoTime());
              } catch (Throwable wrong) {
                returned.completeExceptionally(wrong);
              }
            });
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    // Whether it waits in earnest cannot be seen from outside; a while later it does.
    assertThrows(
        java.util.concurrent.TimeoutException.class,
        () -> returned.get(300, TimeUnit.MILLISECONDS));
    long begin = System.nanoTime();
    thread.interrupt();
    return Duration.ofNanos(returned.get(5, TimeUnit.SECONDS) - begin);
  }

  private static void atOnce(Waiting waiting) throws Exception {
    Duration took = interrupted(waiting);
    // Far less than anything here waits for, and enough for a busy machine.
    assertTrue(took.toMillis() < 2000, "it took " + took);
  }

  @Test
  void aPullThatWaitsIsInterruptedAtOnce() throws Exception {
    Address topic = kafka.topic();
    atOnce(
        () ->
            kafka.broker.pull(
                new PullRequest(topic, 5, Optional.of(Duration.ofMinutes(1)), false, Settings.NONE),
                message -> {}));
  }

  @Test
  void aRequestThatWaitsIsInterruptedAtOnce() throws Exception {
    Address topic = kafka.topic();
    atOnce(
        () ->
            kafka.broker.request(
                RunningKafka.message(topic, "?"), Settings.NONE, Duration.ofMinutes(1)));
  }

  @Test
  void waitingForDeliveryIsInterruptedAtOnce() throws Exception {
    Address topic = kafka.topic();
    try (Subscription slow = kafka.slow(topic, "never", Duration.ofMinutes(1), new Inbox())) {
      kafka.publish(topic, "a", "b");
      atOnce(() -> kafka.broker.awaitSettled(Duration.ofMinutes(1)));
      assertEquals("never", slow.name());
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerIsToldOfAndCanBeInterrupted() throws Exception {
    // It accepts connections, as a broken proxy does, and never says a word.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Broker broker =
            kafka.provider.connect(
                "127.0.0.1:" + silent.getLocalPort(),
                Settings.NONE,
                new Traffic(10, () -> "test"))) {
      Address topic = new Address.Topic("orders");
      atOnce(() -> broker.create(topic, Settings.NONE));
      atOnce(
          () -> {
            try (var publisher = broker.publisher(Settings.NONE)) {
              publisher.send(RunningKafka.message(topic, "x"), receipt -> {});
            }
          });
      long begin = System.nanoTime();
      BrokerException failed = assertThrows(BrokerException.class, broker::list);
      assertEquals(
          "no answer from kafka at 127.0.0.1:" + silent.getLocalPort(), failed.getMessage());
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos());
    }
  }

  @Test
  void aListenerThatHangsDoesNotHoldUpClosing() throws Exception {
    Address topic = kafka.topic();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Broker broker = client();
    broker.subscribe(
        new SubscribeRequest(topic, "hanging", Optional.empty(), Settings.NONE),
        new Deliveries() {
          @Override
          public void delivered(Delivery delivery) throws InterruptedException {
            hanging.countDown();
            never.await();
          }

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        });
    kafka.publish(topic, "x");
    assertTrue(hanging.await(10, TimeUnit.SECONDS));
    long begin = System.nanoTime();
    broker.close();
    long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    assertTrue(took < 4000, "closing took " + took + " ms");
  }

  private Broker client() {
    return kafka.provider.connect(
        kafka.server.endpoint(), Settings.NONE, new Traffic(10, () -> "test"));
  }

  @Test
  void aClosedClientLeavesNoThread() throws Exception {
    Address topic = kafka.topic();
    long before = clientThreads();
    Broker broker = client();
    broker.subscribe(
        new SubscribeRequest(topic, "a", Optional.empty(), Settings.NONE), new Inbox());
    broker.subscribe(
        new SubscribeRequest(topic, "b", Optional.empty(), RunningKafka.settings("share", "true")),
        new Inbox());
    try (var publisher = broker.publisher(Settings.NONE)) {
      publisher.send(RunningKafka.message(topic, "x"), receipt -> {});
      publisher.flush();
    }
    assertTrue(clientThreads() > before);
    broker.close();
    assertEquals(before, clientThreads());
  }

  /** Threads of clients: those of the server are in a group of their own. */
  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread -> thread.getName().startsWith("kafka-") || thread.getName().contains("onsumer"))
        .filter(thread -> !(thread.getThreadGroup() instanceof ServerThreads))
        .filter(Thread::isAlive)
        .count();
  }
}
