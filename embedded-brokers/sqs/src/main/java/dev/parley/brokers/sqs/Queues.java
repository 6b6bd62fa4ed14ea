package dev.parley.brokers.sqs;

import dev.parley.brokers.Address;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The queues of an account. */
final class Queues {
  private final Connection connection;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  Queues(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws BrokerException if it is not an address of a queue
   */
  static String name(Address address) {
    if (address instanceof Address.Queue queue && queue.system().equals("sqs")) {
      return queue.name();
    }
    throw new BrokerException(address.text() + " is no queue of sqs", "as in sqs:orders");
  }

  static boolean fifo(String queue) {
    return queue.endsWith(".fifo");
  }

  static BrokerException missing(String queue) {
    return new BrokerException("there is no sqs:" + queue, "create sqs:" + queue);
  }

  /** Whether it is such a failure. */
  static boolean isMissing(BrokerException failure) {
    return failure.getCause() == null
        && String.valueOf(failure.getMessage()).startsWith("there is no sqs:");
  }

  /**
   * Calls with a queue's URL.
   *
   * @throws BrokerException if there is no such queue
   */
  <T> T on(String queue, BiFunction<SqsClient, String, T> call) throws InterruptedException {
    try {
      String known = urls.get(queue);
      String url =
          known != null
              ? known
              : connection.call(sqs -> sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl());
      urls.put(queue, url);
      return connection.call(sqs -> call.apply(sqs, url));
    } catch (BrokerException failed) {
      if (failed.getCause() instanceof QueueDoesNotExistException) {
        urls.remove(queue);
        throw missing(queue);
      }
      throw failed;
    }
  }

  /**
   * @throws BrokerException if there is no such queue
   */
  void check(String queue) throws InterruptedException {
    on(queue, (sqs, url) -> url);
  }

  boolean exists(String queue) throws InterruptedException {
    return attributes(queue).isPresent();
  }

  /** All that the system says of a queue; empty if there is no such queue. */
  Optional<Map<QueueAttributeName, String>> attributes(String queue) throws InterruptedException {
    try {
      return Optional.of(
          on(
              queue,
              (sqs, url) ->
                  sqs.getQueueAttributes(
                          get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                      .attributes()));
    } catch (BrokerException failed) {
      if (isMissing(failed)) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /**
   * @return whether it was created now
   * @throws BrokerException if it exists in another way
   */
  boolean create(String queue, Settings settings) throws InterruptedException {
    QueueSettings wanted = QueueSettings.of(queue, settings);
    Optional<Map<QueueAttributeName, String>> actual = attributes(queue);
    if (wanted.asked().containsKey(QueueAttributeName.MESSAGE_RETENTION_PERIOD)
        && connection.product().startsWith("ElasticMQ")) {
      throw new BrokerException(
          connection.product() + " keeps messages until they are deleted",
          "leave --retention out; AWS has it");
    }
    Map<QueueAttributeName, String> attributes = new HashMap<>(wanted.asked());
    if (wanted.deadLetter().isPresent()) {
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          policy(queue, wanted.deadLetter().get(), wanted.maxReceives()).json());
    }
    if (actual.isPresent()) {
      same(queue, attributes, actual.get());
      return false;
    }
    String url =
        connection.call(
            sqs ->
                sqs.createQueue(create -> create.queueName(queue).attributes(attributes))
                    .queueUrl());
    urls.put(queue, url);
    return true;
  }

  private RedrivePolicy policy(String queue, String deadLetter, int maxReceives)
      throws InterruptedException {
    if (fifo(queue) != fifo(deadLetter)) {
      throw new BrokerException(
          "the failed messages of a .fifo queue go to a .fifo queue, and only they do",
          "--dead-letter " + deadLetter.replace(".fifo", "") + (fifo(queue) ? ".fifo" : ""));
    }
    String arn =
        attributes(deadLetter)
            .orElseThrow(() -> missing(deadLetter))
            .get(QueueAttributeName.QUEUE_ARN);
    return new RedrivePolicy(String.valueOf(arn), maxReceives);
  }

  private static void same(
      String queue,
      Map<QueueAttributeName, String> wanted,
      Map<QueueAttributeName, String> actual) {
    wanted.forEach(
        (name, value) -> {
          String found = actual.get(name);
          boolean equal =
              name == QueueAttributeName.REDRIVE_POLICY
                  ? RedrivePolicy.of(actual).equals(RedrivePolicy.parse(value))
                  : value.equals(found);
          if (!equal) {
            throw new BrokerException(
                "sqs:" + queue + " exists already, with " + name + " " + found,
                "delete it first, or create it as it is");
          }
        });
  }

  void delete(String queue) throws InterruptedException {
    on(queue, (sqs, url) -> sqs.deleteQueue(delete -> delete.queueUrl(url)));
    urls.remove(queue);
  }

  void purge(String queue) throws InterruptedException {
    on(queue, (sqs, url) -> sqs.purgeQueue(purge -> purge.queueUrl(url)));
  }

  /** Their names, in order, without those that only carry answers. */
  List<String> names() throws InterruptedException {
    TreeSet<String> names = new TreeSet<>();
    String next = null;
    do {
      String token = next;
      ListQueuesResponse page =
          connection.call(
              sqs ->
                  sqs.listQueues(
                      list -> {
                        if (token != null) {
                          list.maxResults(1000).nextToken(token);
                        }
                      }));
      page.queueUrls().stream()
          .map(url -> url.substring(url.lastIndexOf('/') + 1))
          .filter(name -> !name.startsWith(Requests.REPLIES))
          .forEach(names::add);
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return List.copyOf(names);
  }

  Table list() throws InterruptedException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String name : names()) {
      Optional<Map<QueueAttributeName, String>> found = attributes(name);
      if (found.isPresent()) {
        Map<QueueAttributeName, String> attributes = found.get();
        rows.add(
            row(
                "sqs:" + name,
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
      }
    }
    return new Table("queue", List.of("queue", "available", "in flight", "delayed"), rows);
  }

  /** Queues whose failed messages come here. */
  List<String> sources(String queue) throws InterruptedException {
    return on(
        queue,
        (sqs, url) ->
            sqs.listDeadLetterSourceQueuesPaginator(list -> list.queueUrl(url)).stream()
                .flatMap(page -> page.queueUrls().stream())
                .map(source -> source.substring(source.lastIndexOf('/') + 1))
                .sorted()
                .toList());
  }

  List<Table> describe(String queue) throws InterruptedException {
    Map<QueueAttributeName, String> attributes =
        attributes(queue).orElseThrow(() -> missing(queue));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    attributes.forEach((name, value) -> rows.add(row(name.toString(), value)));
    rows.sort((one, other) -> String.valueOf(one.get(0)).compareTo(String.valueOf(other.get(0))));
    List<Table> tables = new ArrayList<>();
    tables.add(new Table("attribute", List.of("attribute", "value"), rows));
    RedrivePolicy.of(attributes)
        .ifPresent(
            policy ->
                tables.add(
                    new Table(
                        "dead-letter",
                        List.of("dead-letter", "after receives"),
                        List.of(row("sqs:" + policy.queue(), policy.maxReceives())))));
    List<List<@Nullable Object>> sources = new ArrayList<>();
    for (String source : sources(queue)) {
      sources.add(row("sqs:" + source));
    }
    if (!sources.isEmpty()) {
      tables.add(new Table("source", List.of("source"), sources));
    }
    return tables;
  }

  private static @Nullable Long number(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    String value = attributes.get(name);
    return value == null ? null : Long.valueOf(value);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return java.util.Arrays.asList(values);
  }
}
