package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Receives from one queue and settles what was received.
 *
 * @param visibility how long others do not get a message; without it, as the queue says
 */
record Receiver(Session session, String queue, Optional<Duration> visibility) {
  static final int MOST = 10;

  /**
   * @throws BrokerException if {@code --visibility} is out of bounds
   */
  static Receiver of(Session session, Address address, Settings settings) {
    QueueSettings.seconds(settings, "visibility", 1, 43_200);
    return new Receiver(session, Queues.name(address), settings.duration("visibility"));
  }

  /** The longest that SQS lets a request wait. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration LOCAL_ANSWER = Duration.ofSeconds(4);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** How long one request may wait for a message; whole seconds. */
  Duration poll() {
    return session.connection().answersTheDead() ? SHORTEST : LONGEST;
  }

  /** How long an answer may take beyond that. */
  private Duration patience() {
    return session.connection().answersTheDead() ? LOCAL_ANSWER : Connection.ANSWER;
  }

  List<Incoming> receive(int count, Duration wait) throws InterruptedException {
    return session
        .queues()
        .on(
            queue,
            (sqs, url) ->
                sqs.receiveMessage(
                    receive ->
                        receive
                            .queueUrl(url)
                            .maxNumberOfMessages(count)
                            .waitTimeSeconds((int) wait.toSeconds())
                            .visibilityTimeout(
                                visibility.map(time -> (int) time.toSeconds()).orElse(null))
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All")
                            .overrideConfiguration(
                                override -> override.apiCallTimeout(patience().plus(wait)))))
        .messages()
        .stream()
        .map(message -> Incoming.of(queue, message))
        .toList();
  }

  /**
   * @return those that are deleted; one that became visible again meanwhile is not
   */
  List<Incoming> delete(List<Incoming> messages) throws InterruptedException {
    List<Incoming> deleted = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += MOST) {
      List<Incoming> some = messages.subList(from, Math.min(messages.size(), from + MOST));
      List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
      for (int at = 0; at < some.size(); at++) {
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(Integer.toString(at))
                .receiptHandle(some.get(at).receipt())
                .build());
      }
      session
          .queues()
          .on(
              queue,
              (sqs, url) -> sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries)))
          .successful()
          .forEach(done -> deleted.add(some.get(Integer.parseInt(done.id()))));
    }
    return deleted;
  }

  /**
   * Others can have them from now on.
   *
   * @return those that were hidden until now
   */
  List<Incoming> show(List<Incoming> messages) throws InterruptedException {
    List<Incoming> shown = new ArrayList<>();
    // The last one first: whoever is asked in between does not get a later one before it.
    List<Incoming> reversed = new ArrayList<>(messages);
    Collections.reverse(reversed);
    for (int from = 0; from < reversed.size(); from += MOST) {
      List<Incoming> some = reversed.subList(from, Math.min(reversed.size(), from + MOST));
      List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
      for (int at = 0; at < some.size(); at++) {
        entries.add(
            ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(Integer.toString(at))
                .receiptHandle(some.get(at).receipt())
                .visibilityTimeout(0)
                .build());
      }
      session
          .queues()
          .on(
              queue,
              (sqs, url) ->
                  sqs.changeMessageVisibilityBatch(change -> change.queueUrl(url).entries(entries)))
          .successful()
          .forEach(done -> shown.add(some.get(Integer.parseInt(done.id()))));
    }
    return shown;
  }

  /** Others do not get it for so long, from now. */
  void hide(Incoming message, Duration time) throws InterruptedException {
    session
        .queues()
        .on(
            queue,
            (sqs, url) ->
                sqs.changeMessageVisibility(
                    change ->
                        change
                            .queueUrl(url)
                            .receiptHandle(message.receipt())
                            .visibilityTimeout((int) time.toSeconds())));
  }
}
