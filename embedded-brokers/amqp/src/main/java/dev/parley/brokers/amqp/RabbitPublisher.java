package dev.parley.brokers.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.SentLog;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes on a channel with confirmations, as mandatory: what no queue takes comes back. A
 * channel that was closed is opened again for the next message.
 */
final class RabbitPublisher implements Publisher {
  private final Connections connections;
  private final Settlement settlement;
  private final Settings options;
  private final BasicProperties defaults;
  private final ChannelSource channels;
  private final boolean ownChannel;
  private final SentLog log;
  private @Nullable Open open;
  private @Nullable Address lastAddress;

  RabbitPublisher(Connections connections, Settlement settlement, Settings options) {
    this(connections, settlement, options, connections::channel, true);
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
    Address address = message.destination();
    if (!address.equals(lastAddress)) {
      settlement.published(address);
      lastAddress = address;
    }
    Optional<String> correlation = Optional.ofNullable(properties.getCorrelationId());
    ready.confirms.add(message, route, correlation, outcome);
    log.sent(address, correlation);
    try {
      ready.channel.basicPublish(
          route.exchange(),
          route.key(),
          true,
          properties,
          message.payload().orElse(Bytes.EMPTY).unwrap());
    } catch (IOException | AlreadyClosedException lost) {
      ready.confirms.fail(Failures.explained(lost, connections.endpoint()));
    }
  }

  private Open ready() throws InterruptedException {
    Open current = open;
    if (current != null && current.channel.isOpen()) {
      return current;
    }
    Channel channel = channels.open();
    Confirms confirms = new Confirms(log, connections.product().qpid());
    channel.addConfirmListener(confirms::acknowledged, confirms::refused);
    channel.addReturnListener(confirms::returned);
    channel.addShutdownListener(
        cause -> confirms.fail(Failures.explained(cause, connections.endpoint())));
    Calls.interruptibly(connections.endpoint(), channel::confirmSelect, () -> abandon(channel));
    Open opened = new Open(channel, confirms);
    open = opened;
    return opened;
  }

  @Override
  public void flush() throws InterruptedException {
    Open current = open;
    if (current != null) {
      current.confirms.flush();
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
      abandon(current.channel);
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

  private record Open(Channel channel, Confirms confirms) {}

  /** Opens a channel. */
  @FunctionalInterface
  interface ChannelSource {
    Channel open() throws InterruptedException;
  }
}
