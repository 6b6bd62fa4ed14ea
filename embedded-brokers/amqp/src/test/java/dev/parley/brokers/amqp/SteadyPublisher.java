package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Publishes at a rate, on a thread of its own, and remembers what was confirmed and when. */
final class SteadyPublisher implements AutoCloseable {
  private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final RunningRabbit rabbit;
  private final Address to;
  private final Thread thread = new Thread(this::run, "steady-publisher");
  private final List<String> confirmed = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private long last = System.nanoTime();
  private long longest;
  private int sent;
  private volatile boolean over;

  SteadyPublisher(RunningRabbit rabbit, Address to) {
    this.rabbit = rabbit;
    this.to = to;
    thread.start();
  }

  private void run() {
    try (Publisher publisher = rabbit.broker.publisher(Settings.NONE)) {
      long next = System.nanoTime();
      for (int number = 0; !over; number++) {
        String payload = Integer.toString(number);
        publisher.send(RunningRabbit.message(to, payload), receipt -> done(payload, receipt));
        sent(number + 1);
        next = Math.max(next + EACH_NANOS, System.nanoTime() - 10 * EACH_NANOS);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
      publisher.flush();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private synchronized void sent(int count) {
    sent = count;
  }

  private synchronized void done(String payload, Receipt receipt) {
    if (receipt instanceof Receipt.Confirmed) {
      long now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
      confirmed.add(payload);
    } else {
      refused.add(payload);
    }
    notifyAll();
  }

  /** Waits for so many more confirmations. */
  synchronized void await(int more) throws InterruptedException {
    int wanted = confirmed.size() + more;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (confirmed.size() < wanted) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("only " + confirmed.size() + " are confirmed");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized List<String> confirmed() {
    return List.copyOf(confirmed);
  }

  synchronized List<String> refused() {
    return List.copyOf(refused);
  }

  synchronized int sent() {
    return sent;
  }

  /** Between two confirmations. */
  synchronized Duration longestGap() {
    return Duration.ofNanos(longest);
  }

  /** Returns when each has its outcome. */
  void finish() throws InterruptedException {
    over = true;
    thread.join();
  }

  @Override
  public void close() {
    over = true;
  }
}
