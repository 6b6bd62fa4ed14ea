package dev.parley.brokers.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.BrokerProvider.Environment;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Form;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.DataDirectory;
import dev.parley.brokers.support.ServerThreads;
import dev.parley.brokers.testing.Inbox;
import dev.parley.brokers.testing.OtherJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server's life: how it starts, what it survives, what it leaves behind. */
final class SqsServerIT {
  private static final long ENDING_MILLIS = 1_000;

  private final BrokerProvider provider = Sqs.kind().provider().get();
  private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @TempDir Path state;

  private Server start(String... settings) throws InterruptedException {
    return provider.start(Client.settings(settings), new Environment(state, failures::add));
  }

  private List<Path> dataLeft() {
    try (Stream<Path> files = Files.list(state.resolve("sqs-data"))) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Those of servers are in groups of their own; those of clients have names of their own. */
  /** Those that stay; one whose work is done may need a moment to end. */
  private static List<String> threads() throws InterruptedException {
    List<String> left = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getThreadGroup() instanceof ServerThreads
          || thread.getName().startsWith("sqs-")
          || thread.getName().startsWith("sdk-")
          || thread.getName().startsWith("elasticmq")) {
        thread.join(ENDING_MILLIS);
        if (thread.isAlive()) {
          left.add(thread.getName());
        }
      }
    }
    return left;
  }

  @Test
  void aServerTellsWhatItIs() throws InterruptedException {
    try (Server server = start()) {
      assertEquals("sqs", server.system());
      assertEquals(Form.EMBEDDED, server.form());
      assertEquals("ElasticMQ 1.7.1", server.product());
      assertTrue(server.endpoint().startsWith("http://127.0.0.1:"), server.endpoint());
      assertEquals(
          List.of(new Server.Node(1, server.endpoint(), Server.Node.State.UP)), server.nodes());
      assertTrue(server.threads() > 2, "threads: " + server.threads());
      assertFalse(server.durable());
      assertTrue(Files.isRegularFile(server.log()));
      assertTrue(server.data().startsWith(state));
      assertEquals(Optional.empty(), server.failure());
    }
    assertEquals(List.of(), dataLeft());
    assertThrows(BrokerException.class, () -> start("nodes", "2"));
  }

  @Test
  void itListensWhereItIsToldAndAPortInUseIsOneClearLine() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      BrokerException refused =
          assertThrows(BrokerException.class, () -> start("port", Integer.toString(port)));
      assertEquals("port " + port + " is in use", refused.getMessage());
      assertEquals(List.of(), dataLeft());
    }
    assertEquals(List.of(), threads());
    try (Server server = start("port", Integer.toString(port))) {
      assertEquals("http://127.0.0.1:" + port, server.endpoint());
    }
    assertThrows(BrokerException.class, () -> start("port", "70000"));
  }

  @Test
  void dataThatIsKeptSurvivesAStopInItsOrder() throws InterruptedException {
    String data = state.resolve("kept").toString();
    Address.Queue dead = new Address.Queue("sqs", "kept-dead");
    Address.Queue plain = new Address.Queue("sqs", "kept");
    Address.Queue fifo = new Address.Queue("sqs", "kept.fifo");
    List<String> numbers = IntStream.range(0, 25).mapToObj(Integer::toString).toList();
    Header binary = new Header("b", Optional.of(Bytes.wrap(new byte[] {(byte) 0xff, 0})));
    try (Server server = start("data", data);
        Client client = new Client(server.endpoint())) {
      assertTrue(server.durable());
      client.broker.create(dead, Settings.NONE);
      client.broker.create(plain, Client.settings("dead-letter", "kept-dead", "visibility", "77s"));
      client.broker.create(fifo, Settings.NONE);
      client.publish(
          Settings.NONE,
          numbers.stream().map(text -> Client.keyed(fifo, "g", text)).toArray(Message[]::new));
      client.publish(
          Settings.NONE, Client.message(plain, Bytes.utf8("Привет"), Header.of("n", "щ"), binary));
      client.publish(dead, "gone", "purged");
      client.broker.purge(dead);
      client.publish(dead, "taken");
      assertEquals(List.of("taken"), Client.payloads(client.pull(dead)));
    }
    assertEquals(List.of(), threads());
    try (Server server = start("data", data);
        Client client = new Client(server.endpoint())) {
      assertEquals(numbers, Client.payloads(client.pull(fifo)));
      List<Message> messages = client.pull(plain);
      assertEquals(List.of("Привет"), Client.payloads(messages));
      assertEquals(List.of(binary, Header.of("n", "щ")), messages.get(0).headers());
      assertEquals(List.of(), client.pull(dead));
      assertFalse(
          client.broker.create(
              plain, Client.settings("dead-letter", "kept-dead", "visibility", "77s")));
      client.broker.delete(fifo);
    }
    try (Server server = start("data", data);
        Client client = new Client(server.endpoint())) {
      assertFalse(client.broker.exists(fifo));
      assertEquals(List.of(), client.pull(plain));
    }
  }

  @Test
  void twoServersKeepTheirDataApartAndADirectoryServesOne() throws InterruptedException {
    Address.Queue queue = new Address.Queue("sqs", "same");
    String one = state.resolve("one").toString();
    String two = state.resolve("two").toString();
    for (String data : List.of(one, two)) {
      try (Server server = start("data", data);
          Client client = new Client(server.endpoint())) {
        client.broker.create(queue, Settings.NONE);
        client.publish(queue, data);
        BrokerException refused = assertThrows(BrokerException.class, () -> start("data", data));
        assertEquals(data + " is in use by a sqs of this program", refused.getMessage());
      }
    }
    try (Server first = start("data", one);
        Server second = start("data", two);
        Client here = new Client(first.endpoint());
        Client there = new Client(second.endpoint())) {
      assertEquals(List.of(one), Client.payloads(here.pull(queue)));
      assertEquals(List.of(two), Client.payloads(there.pull(queue)));
    }
  }

  @Test
  void whatWasConfirmedSurvivesTheKillingOfTheProgramAndWhatWasPurgedDoesNotComeBack()
      throws Exception {
    Path data = state.resolve("shared");
    try (OtherJvm other =
        OtherJvm.start(SqsServerIT.class, data.toString(), state.resolve("other").toString())) {
      BrokerException refused =
          assertThrows(BrokerException.class, () -> start("data", data.toString()));
      assertEquals(data + " is in use by a sqs of another program", refused.getMessage());
      other.kill();
    }
    try (Server server = start("data", data.toString());
        Client client = new Client(server.endpoint())) {
      assertEquals(50, client.pull(new Address.Queue("sqs", "survivor")).size());
      assertEquals(
          List.of("after"), Client.payloads(client.pull(new Address.Queue("sqs", "purged"))));
    }
  }

  /** Stores messages, says so, and waits to be killed. */
  public static void main(String[] arguments) throws InterruptedException {
    Server server =
        Sqs.kind()
            .provider()
            .get()
            .start(
                Client.settings("data", arguments[0]),
                new Environment(Path.of(arguments[1]), failure -> {}));
    Client client = new Client(server.endpoint());
    Address.Queue queue = new Address.Queue("sqs", "survivor");
    client.broker.create(queue, Settings.NONE);
    client.publish(
        queue, IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new));
    Address.Queue purged = new Address.Queue("sqs", "purged");
    client.broker.create(purged, Settings.NONE);
    client.publish(purged, "before", "as well");
    client.broker.purge(purged);
    client.publish(purged, "after");
    OtherJvm.readyForever();
  }

  @Test
  void aServerWhoseKeptDataIsDeletedSaysSoAndConfirmsNothingMore() throws Exception {
    Path data = state.resolve("kept");
    try (Server server = start("data", data.toString());
        Client client = new Client(server.endpoint())) {
      Address.Queue queue = client.queue();
      client.publish(queue, "kept");
      DataDirectory.delete(data);
      assertThrows(BrokerException.class, () -> client.publish(queue, "lost"));
      String line = failures.poll(5, TimeUnit.SECONDS);
      assertEquals("its data directory " + data + " is gone", line);
      assertEquals(Optional.of(line), server.failure());
    }
    try (Server again = start("data", data.toString());
        Client client = new Client(again.endpoint())) {
      Address.Queue queue = client.queue();
      client.publish(queue, "alive");
      assertEquals(List.of("alive"), Client.payloads(client.pull(queue)));
      DataDirectory.delete(data);
      assertEquals(
          "its data directory " + data + " is gone",
          failures.poll(5, TimeUnit.SECONDS),
          "also where nobody asks it for anything");
    }
    assertEquals(0, failures.size(), "told once");
  }

  @Test
  void fiftyStartsAndStopsLeaveNothing() throws Exception {
    Address.Queue queue = new Address.Queue("sqs", "round");
    long slowest = 0;
    for (int round = 0; round < 50; round++) {
      String endpoint;
      long begin = System.nanoTime();
      try (Server server = start()) {
        slowest = Math.max(slowest, round == 0 ? 0 : System.nanoTime() - begin);
        endpoint = server.endpoint();
        try (Client client = new Client(endpoint)) {
          client.broker.create(queue, Settings.NONE);
          client.subscribe(queue, "reader", new Inbox());
          client.publish(queue, "x");
          client.settle();
        }
      }
      int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
      assertThrows(
          IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
      assertEquals(List.of(), threads());
      assertEquals(List.of(), dataLeft());
    }
    assertEquals(0, failures.size());
    assertTrue(slowest < TimeUnit.SECONDS.toNanos(20), "a start took " + slowest + " ns");
  }

  @Test
  void aStartThatIsGivenUpLeavesNothing() throws Exception {
    start().close();
    for (int millis = 0; millis < 200; millis += 20) {
      CompletableFuture<Optional<Server>> started = new CompletableFuture<>();
      Thread starter =
          new Thread(
              () -> {
                try {
                  started.complete(Optional.of(start()));
                } catch (InterruptedException givenUp) {
                  started.complete(Optional.empty());
                } catch (Throwable wrong) {
                  started.completeExceptionally(wrong);
                }
              });
      starter.start();
      starter.join(millis + 1);
      starter.interrupt();
      started.get(20, TimeUnit.SECONDS).ifPresent(Server::close);
    }
    // The next start waits until those that were given up have ended.
    start().close();
    assertEquals(List.of(), threads());
    assertEquals(List.of(), dataLeft());
  }

  @Test
  void aListenerElsewhereGoesOnWhenItsServerIsBackAndSaysSoOnce() throws InterruptedException {
    Address.Queue queue = new Address.Queue("sqs", "back");
    String data = state.resolve("back").toString();
    Inbox inbox = new Inbox();
    Server first = start("data", data);
    String port = first.endpoint().substring(first.endpoint().lastIndexOf(':') + 1);
    try (Client client = new Client(first.endpoint())) {
      client.broker.create(queue, Settings.NONE);
      Subscription reader = client.subscribe(queue, "reader", inbox);
      client.publish(queue, "before");
      inbox.await(1);
      client.settle();
      first.close();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (inbox.notices().isEmpty()) {
        assertTrue(System.nanoTime() < deadline, "it says nothing");
        Thread.onSpinWait();
      }
      try (Server second = start("data", data, "port", port)) {
        client.publish(queue, "after");
        assertEquals(List.of("before", "after"), inbox.await(2).payloads());
        client.settle();
        assertEquals(Optional.empty(), reader.failure());
        assertEquals(
            List.of(
                "no answer from sqs at "
                    + second.endpoint()
                    + "; goes on by itself if it is back within 30 s"),
            inbox.notices());
        reader.close();
      }
    } finally {
      first.close();
    }
  }

  @Test
  void aListenerOfAServerInThisJvmEndsWithItAtOnce() throws InterruptedException {
    Address.Queue queue = new Address.Queue("sqs", "q");
    Inbox inbox = new Inbox();
    try (Server server = start();
        Broker broker = provider.connect(server.endpoint(), Settings.NONE, traffic())) {
      broker.create(queue, Settings.NONE);
      Subscription reader =
          broker.subscribe(
              new SubscribeRequest(queue, "reader", Optional.empty(), Settings.NONE), inbox);
      server.kill(1);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (reader.failure().isEmpty() || inbox.failures().isEmpty()) {
        assertTrue(System.nanoTime() < deadline, "it goes on");
        Thread.onSpinWait();
      }
      assertEquals(List.of(), inbox.notices());
      assertEquals(List.of("no answer from sqs at " + server.endpoint()), inbox.failures());
    }
  }

  @Test
  void aListenerOfAServerInThisJvmThatIsSlowGoesOn() throws Exception {
    Address.Queue queue = new Address.Queue("sqs", "q");
    Inbox inbox = new Inbox();
    try (Server server = start();
        SlowServer slow = new SlowServer(server.endpoint());
        Broker broker = SqsBroker.connect(slow.endpoint(), Settings.NONE, false, traffic());
        Client client = new Client(server.endpoint())) {
      broker.create(queue, Settings.NONE);
      // A poll that gets no answer within its five seconds is followed by another one.
      slow.holdPolls(2);
      broker.subscribe(
          new SubscribeRequest(queue, "reader", Optional.empty(), Settings.NONE), inbox);
      client.publish(queue, "after");
      assertEquals(List.of("after"), inbox.await(1).payloads());
      assertEquals(0, slow.toHold());
      assertEquals(List.of(), inbox.notices());
    }
  }

  private static Traffic traffic() {
    return new Traffic(100, () -> "test");
  }

  @Test
  void aKilledNodeAnswersNobody() throws InterruptedException {
    try (Server server = start("data", state.resolve("killed").toString());
        Client client = new Client(server.endpoint())) {
      client.broker.create(new Address.Queue("sqs", "q"), Settings.NONE);
      server.kill(1);
      assertEquals(Server.Node.State.DOWN, server.nodes().get(0).state());
      assertThrows(BrokerException.class, client.broker::list);
      assertThrows(BrokerException.class, () -> server.kill(1));
      assertThrows(BrokerException.class, () -> server.kill(2));
    }
    assertEquals(List.of(), new ArrayList<>(failures));
    try (Server server = start("data", state.resolve("killed").toString());
        Client client = new Client(server.endpoint())) {
      assertTrue(client.broker.exists(new Address.Queue("sqs", "q")));
    }
  }
}
