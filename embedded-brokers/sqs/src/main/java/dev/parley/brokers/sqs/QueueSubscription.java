package dev.parley.brokers.sqs;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Traffic.Kind;
import dev.parley.brokers.support.BackgroundSubscription;
import dev.parley.brokers.support.OpenNumbers;
import dev.parley.brokers.support.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties a queue by long polls. With {@code --ack auto} a message is deleted after the listener
 * took it, with {@code manual} when the user says so, with {@code none} never.
 *
 * <p>SQS cannot be told that a message failed for good: {@code reject} without requeue leaves it
 * hidden until its visibility timeout is over, so that it counts towards the receives after which
 * it goes to the dead-letter queue. In a FIFO queue a message that fails keeps the later ones of
 * its group back.
 */
final class QueueSubscription extends BackgroundSubscription {
  /** How often it is looked whether a queue that was deleted is there again. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(QueueSubscription.class);

  private final Session session;
  private final Receiver receiver;
  private final DeliveryLog log;
  private final Ack ack;
  private final long failEvery;
  private final boolean waits;
  private final Object polling = new Object();
  private Optional<Thread> poller = Optional.empty();
  private boolean woken;
  private boolean missing;
  private Optional<RedrivePolicy> policy = Optional.empty();

  /** Received and not given to the listener yet; on the subscription's thread. */
  private final List<Incoming> received = new ArrayList<>();

  /** Taken by the listener and not deleted yet; on the subscription's thread. */
  private final List<Incoming> taken = new ArrayList<>();

  /** Those that wait for the user, by the numbers of their deliveries. */
  private final TreeMap<Long, Incoming> open = new TreeMap<>();

  /** Who says that the work is done. */
  private enum Ack {
    AUTO,
    MANUAL,
    NONE
  }

  /**
   * @param waits whether it waits for its queue to be made again if somebody deletes it
   */
  QueueSubscription(
      Session session,
      SubscribeRequest request,
      DeliveryLog log,
      Deliveries deliveries,
      boolean waits) {
    super(request, request.name(), deliveries);
    this.waits = waits;
    this.session = session;
    this.receiver = Receiver.of(session, request.address(), request.settings());
    this.log = log;
    this.failEvery = request.settings().number("fail-every").orElse(0L);
    this.ack =
        switch (request.settings().text("ack").orElse("auto")) {
          case "manual" -> Ack.MANUAL;
          case "none" -> Ack.NONE;
          default -> Ack.AUTO;
        };
    if (failEvery > 0 && ack != Ack.AUTO) {
      throw new BrokerException(
          "--fail-every is for --ack auto", "reject a message with --ack manual");
    }
  }

  private String queue() {
    return receiver.queue();
  }

  @Override
  protected void consume() throws InterruptedException {
    Outage outage = new Outage(deliveries());
    policy = policy();
    session.settlement().join(this, queue(), () -> ack == Ack.AUTO && !paused() && live());
    joined();
    while (live()) {
      awaitResumed();
      if (live()) {
        try {
          received.addAll(poll());
          deliver();
          settle();
          outage.over();
          back();
        } catch (BrokerException failed) {
          if (waits && isGone(failed)) {
            gone();
            awaitEnd(AGAIN);
            continue;
          }
          if (!mayGoOn(failed, outage)) {
            throw failed;
          }
          LOG.info("{} tries again", name(), failed);
          awaitEnd(Outage.PAUSE);
        }
      }
    }
  }

  /** An embedded server that has died refuses connections; one that does not answer is slow. */
  private boolean mayGoOn(BrokerException failed, Outage outage) {
    if (session.connection().mayComeBack()) {
      return Failures.isTemporary(failed) && outage.mayEnd(String.valueOf(failed.getMessage()));
    }
    return Failures.isSlow(failed) && outage.mayEnd();
  }

  private Optional<RedrivePolicy> policy() throws InterruptedException {
    return RedrivePolicy.of(
        session.queues().attributes(queue()).orElseThrow(() -> Queues.missing(queue())));
  }

  /** ElasticMQ never answers a poll whose queue is deleted meanwhile. */
  private boolean isGone(BrokerException failed) throws InterruptedException {
    if (Queues.isMissing(failed)) {
      return true;
    }
    try {
      return failed.isUnreachable() && !session.queues().exists(queue());
    } catch (BrokerException nobody) {
      LOG.debug("Nobody answers {}", name(), nobody);
      return false;
    }
  }

  /** Somebody deleted the queue; what it held, and what was in hand of it, is nobody's. */
  private void gone() {
    received.clear();
    taken.clear();
    synchronized (open) {
      open.clear();
    }
    if (!missing) {
      missing = true;
      session.settlement().forget(queue());
      deliveries().noticed("sqs:" + queue() + " was deleted; goes on if it is made again");
    }
  }

  private void back() throws InterruptedException {
    if (missing) {
      policy = policy();
      missing = false;
      deliveries().noticed("sqs:" + queue() + " was made again");
    }
  }

  private List<Incoming> poll() throws InterruptedException {
    synchronized (polling) {
      if (!live() || paused()) {
        return List.of();
      }
      poller = Optional.of(Thread.currentThread());
      woken = false;
    }
    try {
      return receiver.receive(request().delay().isPresent() ? 1 : Receiver.MOST, receiver.poll());
    } catch (InterruptedException ended) {
      if (live()) {
        return List.of();
      }
      throw ended;
    } finally {
      synchronized (polling) {
        poller = Optional.empty();
        if (woken) {
          // It may have come after the answer.
          Thread.interrupted();
        }
      }
    }
  }

  private void deliver() throws InterruptedException {
    Set<String> failed = new HashSet<>();
    while (!received.isEmpty() && live()) {
      if (paused()) {
        giveBack();
        return;
      }
      Incoming message = received.get(0);
      String group = message.message().properties().getOrDefault(Incoming.GROUP, "");
      if (Queues.fifo(queue()) && failed.contains(group)) {
        receiver.show(List.of(received.remove(0)));
        continue;
      }
      log.delivered(message);
      long number = count();
      boolean manual = ack == Ack.MANUAL;
      if (manual) {
        synchronized (open) {
          open.put(number, message);
        }
      }
      deliveries()
          .delivered(new Delivery(message.message(), number, message.receives() > 1, manual));
      received.remove(0);
      if (request().delay().isPresent()) {
        awaitEnd(request().delay().get());
      }
      if (failEvery > 0 && number % failEvery == 0) {
        failed.add(group);
        failed(message);
      } else if (ack == Ack.AUTO) {
        taken.add(message);
      }
    }
  }

  /** Visible again at once, unless it goes to the dead-letter queue then. */
  private void failed(Incoming message) throws InterruptedException {
    settle();
    log.record(Kind.REQUEUED, message);
    if (policy.filter(dead -> message.receives() >= dead.maxReceives()).isPresent()) {
      session.settlement().settled(queue(), message.id());
    }
    receiver.show(List.of(message));
  }

  private void settle() throws InterruptedException {
    if (taken.isEmpty() || killed()) {
      return;
    }
    List<Incoming> deleted = receiver.delete(taken);
    if (deleted.size() < taken.size()) {
      LOG.warn("{} of {} were visible again", taken.size() - deleted.size(), taken.size());
    }
    taken.clear();
    for (Incoming message : deleted) {
      log.record(Kind.ACKNOWLEDGED, message);
      session.settlement().settled(queue(), message.id());
    }
  }

  private void giveBack() throws InterruptedException {
    receiver.show(received);
    received.clear();
  }

  @Override
  protected void leave(boolean abruptly) {
    session.settlement().leave(this);
    if (abruptly) {
      return;
    }
    try {
      settle();
      synchronized (open) {
        received.addAll(open.values());
        open.clear();
      }
      giveBack();
    } catch (InterruptedException cutShort) {
      LOG.warn("{} left without giving its messages back", name(), cutShort);
    }
  }

  @Override
  protected void wake() {
    session.settlement().changed();
    // A killed one is interrupted in any case. Any other waits for a poll whose message would be
    // lost until its visibility timeout; such polls are short.
    if (!session.connection().answersTheDead()) {
      synchronized (polling) {
        poller.ifPresent(Thread::interrupt);
        woken = poller.isPresent();
      }
    }
  }

  @Override
  protected boolean isWakened(Throwable thrown) {
    return false;
  }

  @Override
  protected BrokerException explained(Throwable failed) {
    return session.connection().explained(failed);
  }

  @Override
  public List<Long> open() {
    synchronized (open) {
      return List.copyOf(open.keySet());
    }
  }

  private Incoming take(long number) {
    synchronized (open) {
      Incoming message = open.remove(number);
      if (message == null) {
        throw notOpen(number);
      }
      return message;
    }
  }

  private BrokerException notOpen(long number) {
    return ack == Ack.MANUAL
        ? OpenNumbers.missing(name(), number, open())
        : new BrokerException(
            name() + " has no open message #" + number, "subscribe with --ack manual");
  }

  @Override
  public void acknowledge(long number) throws InterruptedException {
    Incoming message = take(number);
    if (receiver.delete(List.of(message)).isEmpty()) {
      throw tooLate(number);
    }
    log.record(Kind.ACKNOWLEDGED, message);
    session.settlement().settled(queue(), message.id());
  }

  @Override
  public void reject(long number, boolean requeue) throws InterruptedException {
    Incoming message = take(number);
    if (requeue) {
      if (receiver.show(List.of(message)).isEmpty()) {
        throw tooLate(number);
      }
      log.record(Kind.REQUEUED, message);
    } else {
      log.record(Kind.REJECTED, message);
    }
  }

  @Override
  public void extend(long number, Duration time) throws InterruptedException {
    QueueSettings.check("time", time, 1, 43_200);
    Optional<Incoming> message;
    synchronized (open) {
      message = Optional.ofNullable(open.get(number));
    }
    try {
      receiver.hide(message.orElseThrow(() -> notOpen(number)), time);
    } catch (BrokerException failed) {
      throw Failures.isTooLate(failed) ? tooLate(number) : failed;
    }
  }

  private BrokerException tooLate(long number) {
    return new BrokerException(
        "message " + number + " of " + name() + " is visible again, its time was over",
        "extend it, or subscribe with a longer --visibility");
  }
}
