package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Receipt;
import dev.parley.brokers.RedriveRequest;
import dev.parley.brokers.RedriveSink;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends failed messages back to the queues where they failed, each to its own; SQS has a task for
 * this, which does not tell what it moved. A message is deleted here only after it is stored there.
 */
final class Redrive {
  private final Session session;
  private final RedriveRequest request;
  private final Receiver receiver;
  private final DeliveryLog log;
  private final List<Incoming> held = new ArrayList<>();

  Redrive(Session session, RedriveRequest request) {
    this.session = session;
    this.request = request;
    this.receiver = new Receiver(session, Queues.name(request.address()), Optional.empty());
    this.log = new DeliveryLog(session, "redrive", Kind.DELIVERED);
  }

  long run(RedriveSink sink) throws InterruptedException {
    session.queues().check(receiver.queue());
    List<String> sources = session.queues().sources(receiver.queue());
    long count = 0;
    try {
      while (count < request.count()) {
        held.addAll(
            receiver.receive(
                (int) Math.min(Receiver.MOST, request.count() - count), Duration.ZERO));
        int first = request.preview() ? (int) count : 0;
        if (first == held.size()) {
          break;
        }
        for (Incoming message : List.copyOf(held.subList(first, held.size()))) {
          Address to = new Address.Queue("sqs", origin(message, sources));
          sink.accept(message.message(), to);
          if (!request.preview()) {
            move(message, to);
            held.remove(message);
          }
          count++;
        }
      }
    } finally {
      receiver.show(held);
    }
    return count;
  }

  private String origin(Incoming message, List<String> sources) {
    if (message.origin().isPresent()) {
      return message.origin().get();
    }
    if (sources.size() == 1) {
      return sources.get(0);
    }
    throw new BrokerException(
        request.address().text() + " has a message that does not say where it came from",
        sources.isEmpty()
            ? "no queue sends its failed messages here"
            : "failed messages come here from " + String.join(", ", sources));
  }

  private void move(Incoming message, Address to) throws InterruptedException {
    Message from = message.message();
    Map<String, String> properties = new HashMap<>(from.properties());
    if (Queues.fifo(Queues.name(to))) {
      // Under its old id it would count as sent already.
      properties.put(Incoming.DEDUPLICATION, UUID.randomUUID().toString());
    }
    Message again =
        new Message(
            to,
            Optional.empty(),
            from.headers(),
            from.payload(),
            Optional.empty(),
            Optional.empty(),
            properties);
    List<Receipt> receipts = new ArrayList<>();
    try (SqsPublisher publisher = new SqsPublisher(session, Settings.NONE)) {
      publisher.send(again, receipts::add);
      publisher.flush();
    }
    if (receipts.get(0) instanceof Receipt.Refused refused) {
      throw refused.failure();
    }
    receiver.delete(List.of(message));
    log.record(Kind.REDRIVEN, message);
    session.settlement().settled(receiver.queue(), message.id());
  }
}
