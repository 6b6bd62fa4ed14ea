package dev.parley.brokers.amqp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a RabbitMQ of ours over the console of one of its nodes. Names travel as Base64. */
final class ConsoleManagement implements Management {
  private static final String QUEUES =
      """
      lists:join("|", [begin {resource,_,_,Name} = proplists:get_value(name, Queue),
        lists:join(" ", [base64:encode(Name)] ++ [io_lib:format("~p", [proplists:get_value(Item,
          Queue, 0)]) || Item <- [durable, messages_ready, messages_unacknowledged, consumers]])
        end || Queue <- rabbit_amqqueue:info_all(<<"/">>,
          [name, durable, messages_ready, messages_unacknowledged, consumers])])\
      """;

  private static final String EXCHANGES =
      """
      lists:join("|", [begin {resource,_,_,Name} = proplists:get_value(name, Exchange),
        lists:join(" ", [base64:encode(Name)] ++ [io_lib:format("~p", [proplists:get_value(Item,
          Exchange)]) || Item <- [type, durable]])
        end || Exchange <- rabbit_exchange:info_all(<<"/">>, [name, type, durable])])\
      """;

  private static final String BINDINGS =
      """
      lists:join("|", [lists:join(" ", ["-", base64:encode(proplists:get_value(source_name, B)),
        base64:encode(proplists:get_value(routing_key, B)),
        base64:encode(proplists:get_value(destination_name, B))] ++
        [[base64:encode(Key), ":", base64:encode(io_lib:format("~s", [Value]))] ||
          {Key,_,Value} <- proplists:get_value(arguments, B), is_binary(Value)])
        || B <- rabbit_binding:info_all(<<"/">>,
          [source_name, routing_key, destination_name, arguments])])\
      """;

  private static final String REPLICAS =
      """
      begin Name = base64:decode("%s"),
      {ok,Queue} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, Name)),
      Status = case amqqueue:get_type(Queue) of
        rabbit_quorum_queue -> [{proplists:get_value(<<"Node Name">>, M),
          proplists:get_value(<<"Raft State">>, M), proplists:get_value(<<"Commit Index">>, M)}
          || M <- rabbit_quorum_queue:status(<<"/">>, Name)];
        rabbit_stream_queue -> [{proplists:get_value(node, M),
          proplists:get_value(role, M), proplists:get_value(committed_offset, M)}
          || M <- rabbit_stream_queue:status(<<"/">>, Name)];
        _ -> [{node(amqqueue:get_pid(Queue)), leader, ''}] end,
      lists:join("|", [io_lib:format("~s ~s ~p", [N, Role, At]) || {N, Role, At} <- Status]) end\
      """;

  private final RabbitCluster cluster;

  ConsoleManagement(RabbitCluster cluster) {
    this.cluster = cluster;
  }

  private List<String[]> rows(String expression) {
    try {
      return cluster.ask(expression).stream()
          .flatMap(answer -> Arrays.stream(answer.split("\\|")))
          .filter(row -> !row.isEmpty())
          .map(row -> row.split(" ", -1))
          .toList();
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  /** What a node that is down would know is not a number. */
  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  @Override
  public List<QueueView> queues() {
    return rows(QUEUES).stream()
        .map(
            row ->
                new QueueView(
                    decoded(row[0]),
                    number(row[2]),
                    number(row[3]),
                    (int) number(row[4]),
                    row[1].equals("true")))
        .toList();
  }

  @Override
  public List<ExchangeView> exchanges() {
    Map<String, List<BindingView>> bindings = new HashMap<>();
    for (String[] row : rows(BINDINGS)) {
      Map<String, Object> arguments = new HashMap<>();
      for (int at = 4; at < row.length; at++) {
        String[] pair = row[at].split(":", 2);
        arguments.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
      bindings
          .computeIfAbsent(decoded(row[1]), source -> new ArrayList<>())
          .add(new BindingView(decoded(row[2]), decoded(row[3]), arguments));
    }
    return rows(EXCHANGES).stream()
        .filter(row -> !row[0].isEmpty() && !decoded(row[0]).startsWith("amq."))
        .map(
            row ->
                new ExchangeView(
                    decoded(row[0]),
                    row[1],
                    row[2].equals("true"),
                    bindings.getOrDefault(decoded(row[0]), List.of())))
        .toList();
  }

  @Override
  public List<ReplicaView> replicas(String queue) {
    String name = Base64.getEncoder().encodeToString(queue.getBytes(StandardCharsets.UTF_8));
    return rows(REPLICAS.formatted(name)).stream()
        .map(
            row ->
                new ReplicaView(
                    "rabbit/" + row[0].replaceAll("^node(\\d+)@.*", "$1"),
                    row[1],
                    row[2].matches("\\d+") ? Optional.of(number(row[2])) : Optional.empty()))
        .sorted(Comparator.comparing(ReplicaView::node))
        .toList();
  }

  /** Asked only of Qpid, which would lose some. */
  @Override
  public boolean deadLetters(String queue) {
    return false;
  }

  /** RabbitMQ says it itself. */
  @Override
  public Optional<String> difference(String queue, boolean durable, Map<String, Object> arguments) {
    return Optional.empty();
  }

  @Override
  public Optional<String> difference(
      String exchange, String type, boolean durable, Optional<String> alternate) {
    return Optional.empty();
  }
}
