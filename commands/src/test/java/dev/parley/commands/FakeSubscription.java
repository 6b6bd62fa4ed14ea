package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Deliveries;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Subscription;
import java.util.Optional;

/** Gets what is sent to its address, until it is closed. */
final class FakeSubscription implements Subscription {
  private final SubscribeRequest request;
  private final Deliveries deliveries;
  private long delivered;
  private boolean closed;

  FakeSubscription(SubscribeRequest request, Deliveries deliveries) {
    this.request = request;
    this.deliveries = deliveries;
  }

  void deliver(Message message) throws InterruptedException {
    if (!closed && message.destination().equals(request.address())) {
      deliveries.delivered(Delivery.settled(message, ++delivered, false));
    }
  }

  @Override
  public String name() {
    return request.name();
  }

  @Override
  public Address address() {
    return request.address();
  }

  @Override
  public Optional<String> group() {
    return Optional.empty();
  }

  @Override
  public long delivered() {
    return delivered;
  }

  @Override
  public Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public boolean paused() {
    return false;
  }

  @Override
  public void kill() {
    closed = true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
