package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.SentLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends a message at once while nothing is on its way, else in batches of up to ten, four at a time
 * for a queue; one at a time for a FIFO queue, whose order that keeps.
 */
final class SqsPublisher implements Publisher {
  private static final int BATCH = 10;
  private static final int BATCHES = 4;
  private static final int MOST_WAITING = 1000;

  private final Session session;
  private final Settings settings;
  private final SentLog log;
  private final Losses changes = new Losses();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Object outcomes = new Object();
  private final ExecutorService threads;
  private boolean closed;

  SqsPublisher(Session session, Settings settings) {
    this.session = session;
    this.settings = settings;
    this.log = new SentLog(session.traffic());
    AtomicLong numbers = new AtomicLong();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "sqs-publisher-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** One message and whoever waits for what becomes of it. */
  private record Pending(
      Outgoing message, Address address, Optional<String> correlation, Outcome outcome) {}

  /** What is to be sent to one queue. */
  private static final class Lane {
    private final String queue;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int onTheWay;

    Lane(String queue) {
      this.queue = queue;
    }

    boolean ready() {
      int most = Queues.fifo(queue) ? 1 : BATCHES;
      return onTheWay < most && (onTheWay == 0 ? !waiting.isEmpty() : waiting.size() >= BATCH);
    }

    /** As many as one request takes. */
    List<Pending> next() {
      List<Pending> batch = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty()
          && batch.size() < BATCH
          && bytes + waiting.peekFirst().message().bytes() <= Outgoing.MOST_BYTES) {
        Pending taken = waiting.removeFirst();
        bytes += taken.message().bytes();
        batch.add(taken);
      }
      return batch;
    }
  }

  @Override
  public void send(Message message, Outcome outcome) throws InterruptedException {
    Outgoing outgoing = Outgoing.of(message, settings);
    Lane lane = lane(outgoing.queue());
    Optional<String> correlation = message.header(Requests.CORRELATION);
    log.sent(message.destination(), correlation);
    outgoing.changes().forEach(changes::add);
    synchronized (this) {
      lane.waiting.addLast(new Pending(outgoing, message.destination(), correlation, outcome));
      pump(lane);
      while (lane.waiting.size() >= MOST_WAITING) {
        wait();
      }
    }
  }

  @Override
  public Map<String, Long> changes() {
    return changes.counts();
  }

  private Lane lane(String queue) throws InterruptedException {
    synchronized (this) {
      Lane known = lanes.get(queue);
      if (known != null) {
        return known;
      }
    }
    session.queues().check(queue);
    synchronized (this) {
      return lanes.computeIfAbsent(queue, Lane::new);
    }
  }

  private synchronized void pump(Lane lane) {
    while (!closed && lane.ready()) {
      List<Pending> batch = lane.next();
      lane.onTheWay++;
      threads.execute(
          () -> {
            try {
              send(lane.queue, batch);
            } finally {
              sent(lane);
            }
          });
    }
  }

  private synchronized void sent(Lane lane) {
    lane.onTheWay--;
    pump(lane);
    notifyAll();
  }

  private void send(String queue, List<Pending> batch) {
    List<Receipt> receipts = new ArrayList<>();
    try {
      SendMessageBatchResponse answer = request(queue, batch);
      Map<String, String> ids = new HashMap<>();
      for (SendMessageBatchResultEntry stored : answer.successful()) {
        ids.put(stored.id(), stored.messageId());
        session.settlement().published(queue, stored.messageId());
      }
      Map<String, BatchResultErrorEntry> failures = new HashMap<>();
      answer.failed().forEach(failure -> failures.put(failure.id(), failure));
      for (int at = 0; at < batch.size(); at++) {
        String id = ids.get(Integer.toString(at));
        receipts.add(
            id != null
                ? new Receipt.Confirmed(Optional.empty(), Optional.of(id))
                : new Receipt.Refused(refused(failures.get(Integer.toString(at)))));
      }
    } catch (InterruptedException closing) {
      refuse(batch, new BrokerException("closed before sqs answered", ""));
      return;
    } catch (RuntimeException failed) {
      refuse(batch, session.connection().explained(failed));
      return;
    }
    tell(batch, receipts);
  }

  private SendMessageBatchResponse request(String queue, List<Pending> batch)
      throws InterruptedException {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int at = 0; at < batch.size(); at++) {
      entries.add(batch.get(at).message().entry(Integer.toString(at)));
    }
    return session
        .queues()
        .on(queue, (sqs, url) -> sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries)));
  }

  private static BrokerException refused(
      @org.jspecify.annotations.Nullable BatchResultErrorEntry failure) {
    return failure == null
        ? new BrokerException("sqs did not say whether it stored the message", "")
        : new BrokerException(String.valueOf(failure.message()), "");
  }

  private void refuse(List<Pending> batch, BrokerException failure) {
    tell(batch, batch.stream().map(each -> (Receipt) new Receipt.Refused(failure)).toList());
  }

  /** One batch after the other, so that nobody is called by two threads at once. */
  private void tell(List<Pending> batch, List<Receipt> receipts) {
    synchronized (outcomes) {
      for (int at = 0; at < batch.size(); at++) {
        Pending each = batch.get(at);
        if (receipts.get(at) instanceof Receipt.Refused) {
          log.refused(each.address(), each.correlation());
        } else if (receipts.get(at) instanceof Receipt.Confirmed stored
            && stored.id().isPresent()) {
          log.confirmed(each.address(), stored.id().get(), each.correlation());
        } else {
          log.confirmed(each.address(), Optional.empty(), each.correlation());
        }
        each.outcome().done(receipts.get(at));
      }
    }
  }

  @Override
  public void flush() throws InterruptedException {
    synchronized (this) {
      while (lanes.values().stream()
          .anyMatch(lane -> lane.onTheWay > 0 || !lane.waiting.isEmpty())) {
        wait();
      }
    }
    log.flush();
  }

  /** SQS has no transactions. */
  @Override
  public void commit() throws InterruptedException {
    flush();
  }

  @Override
  public void abort() throws InterruptedException {
    flush();
  }

  /** What nobody waited for with {@link #flush} is refused. */
  @Override
  public void close() {
    List<Pending> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      lanes.values().forEach(lane -> left.addAll(lane.waiting));
      lanes.values().forEach(lane -> lane.waiting.clear());
    }
    refuse(left, new BrokerException("closed before it was sent", ""));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    log.flush();
  }
}
