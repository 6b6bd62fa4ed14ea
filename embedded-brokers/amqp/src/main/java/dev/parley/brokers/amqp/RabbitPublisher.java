package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.SentLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes on a channel with confirmations, as mandatory: what no queue takes comes back. A
 * channel that was closed is opened again for the next message. In a cluster, what had no
 * confirmation when its connection was lost is sent again through another node: what is confirmed
 * is stored, and may be stored twice.
 */
final class RabbitPublisher implements Publisher {
  /** As long as it may take until a node that hangs is done without. */
  private static final Duration HASTE = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(RabbitPublisher.class);

  private final Connections connections;
  private final Settlement settlement;
  private final Settings options;
  private final BasicProperties defaults;
  private final ChannelSource channels;
  private final boolean ownChannel;
  private final SentLog log;
  private volatile Retries patience = new Retries();
  private @Nullable Open open;
  private @Nullable Address lastAddress;

  RabbitPublisher(Connections connections, Settlement settlement, Settings options) {
    this(connections, settlement, options, connections::channelOfAny, true);
  }

  /**
   * @param ownChannel whether the channel ends with this
   */
  RabbitPublisher(
      Connections connections,
      Settlement settlement,
      Settings options,
      ChannelSource channels,
      boolean ownChannel) {
    this.connections = connections;
    this.settlement = settlement;
    this.options = options;
    this.defaults = Messages.defaults(options);
    this.channels = channels;
    this.ownChannel = ownChannel;
    this.log = new SentLog(connections.traffic());
  }

  @Override
  public void send(Message message, Outcome outcome) throws InterruptedException {
    Address.Exchange route = Messages.route(message);
    Open ready = ready();
    BasicProperties properties =
        Expirations.sent(
            Messages.properties(message, defaults, options),
            connections.product(),
            connections.management(),
            route);
    if (connections.product().qpid()) {
      Limits.checkForQpid(properties);
    }
    Limits.check(message, route, properties, ready.channel);
    Address address = message.destination();
    if (!address.equals(lastAddress)) {
      settlement.published(address);
      lastAddress = address;
    }
    Pending pending = new Pending(message, route, properties, outcome);
    log.sent(address, pending.id(), pending.correlation());
    while (!ready.confirms.add(pending)) {
      ready = ready();
    }
    transmit(ready, pending);
  }

  private void transmit(Open on, Pending pending) {
    try {
      on.channel.basicPublish(
          pending.route().exchange(),
          pending.route().key(),
          true,
          pending.properties(),
          pending.body());
    } catch (IOException | AlreadyClosedException gone) {
      ended(on.confirms, gone);
    }
  }

  /** What is on its way is sent again if it was the connection that went, and there is another. */
  private void ended(Confirms confirms, Throwable cause) {
    boolean again = resends() && Failures.isLoss(cause);
    if (again && !(confirms.fruitless() && patience.over())) {
      confirms.lost();
    } else {
      confirms.fail(Failures.explained(cause, connections.endpoint()));
    }
  }

  private boolean resends() {
    return ownChannel && connections.endpoint().isCluster();
  }

  private Open ready() throws InterruptedException {
    Open current = open;
    if (current != null && current.channel.isOpen() && !current.confirms.over()) {
      return current;
    }
    List<Pending> again = rest(current);
    while (true) {
      Open opened = opened(current, again);
      List<Pending> unsent = new ArrayList<>();
      for (Pending pending : again) {
        if (opened.confirms.add(pending)) {
          transmit(opened, pending);
        } else {
          unsent.add(pending);
        }
      }
      if (unsent.isEmpty()) {
        return opened;
      }
      // Another channel was lost meanwhile.
      again = new ArrayList<>(rest(opened));
      again.addAll(unsent);
      current = opened;
    }
  }

  /** What is to be sent on another channel. */
  private static List<Pending> rest(@Nullable Open before) throws InterruptedException {
    if (before == null) {
      return List.of();
    }
    List<Pending> rest = before.confirms.rest();
    if (before.channel.isOpen()) {
      before.leave();
      TimeUnit.NANOSECONDS.sleep(Retries.PAUSE.toNanos());
    }
    return rest;
  }

  /**
   * @param again what is refused if there is no other channel
   */
  private Open opened(@Nullable Open before, List<Pending> again) throws InterruptedException {
    try {
      Channel channel = channels.open();
      boolean doubts = doubts(before);
      boolean hasty = resends() && !patience.over(HASTE);
      Confirms confirms = new Confirms(log, connections.product().qpid(), doubts, hasty);
      channel.addConfirmListener(confirms::acknowledged, confirms::refused);
      channel.addReturnListener(confirms::returned);
      channel.addShutdownListener(cause -> ended(confirms, cause));
      Calls.interruptibly(connections.endpoint(), channel::confirmSelect, () -> abandon(channel));
      Open opened = new Open(channel, confirms);
      open = opened;
      return opened;
    } catch (BrokerException failed) {
      if (before != null) {
        again.forEach(pending -> before.confirms.refuse(pending, failed));
      }
      throw failed;
    }
  }

  /**
   * While a quorum queue elects its leader, a node may give a new channel the old one. If that is
   * dead it refuses everything on that channel from then on, and if it hangs, so does the channel
   * (3.10). So what is refused or not answered at first is tried on another channel for a while.
   */
  private boolean doubts(@Nullable Open before) {
    if (before == null || !before.confirms.fruitless()) {
      patience = new Retries();
    }
    return resends() && !patience.over();
  }

  @Override
  public void flush() throws InterruptedException {
    Open current = open;
    try {
      while (current != null && !current.confirms.flush()) {
        current = ready();
      }
    } catch (BrokerException gone) {
      // Each that was on its way has been told.
      LOG.info("No other node for what was on its way", gone);
    }
    log.flush();
  }

  /** There is no transaction: what is confirmed is stored. */
  @Override
  public void commit() throws InterruptedException {
    flush();
  }

  @Override
  public void abort() throws InterruptedException {
    flush();
  }

  @Override
  public void close() {
    Open current = open;
    if (current != null && ownChannel) {
      current.confirms.fail(new BrokerException("not confirmed when the publisher was closed", ""));
      current.leave();
    }
    log.flush();
  }

  private static void abandon(Channel channel) {
    try {
      channel.abort();
    } catch (IOException | AlreadyClosedException gone) {
      // Then there is nothing left to give back.
    }
  }

  private record Open(Channel channel, Confirms confirms) {
    /** Gives the channel up, without waiting for one that may hang. */
    void leave() {
      if (confirms.fruitless()) {
        Thread giving = new Thread(() -> abandon(channel), "rabbit-call");
        giving.setDaemon(true);
        giving.start();
      } else {
        abandon(channel);
      }
    }
  }

  /** Opens a channel. */
  @FunctionalInterface
  interface ChannelSource {
    Channel open() throws InterruptedException;
  }
}
