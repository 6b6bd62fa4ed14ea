package dev.parley.brokers.amqp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One node of RabbitMQ, with nothing of it outside its directory but its log.
 *
 * @param number counted from 1
 * @param of so many nodes
 * @param data of the whole cluster
 * @param log of this node
 */
record NodePlan(
    RabbitInstallation installation,
    int number,
    int of,
    Path data,
    Path log,
    int port,
    int clusterPort,
    int mapperPort) {
  private static final String HOST = "127.0.0.1";

  /**
   * Speaks with this program over standard input and output, and ends the node at once when this
   * program is gone: then there is nothing more to read. Which quorum queues there are is then
   * written down first; else those of the last half second would be forgotten.
   */
  private static final String CONSOLE =
      """
      spawn(fun() -> (fun Read() -> case io:get_line("") of Line when is_list(Line) ->
      spawn(fun() -> {Id,[_|Text]} = lists:splitwith(fun(C) -> C =/= 32 end, Line),
      Answer = try {ok,Tokens,_} = erl_scan:string(Text), {ok,Parsed} = erl_parse:parse_exprs(Tokens),
      {value,Value,_} = erl_eval:exprs(Parsed,[]), ["ok ",Value]
      catch _:Why -> ["no ",io_lib:format("~0p",[Why])] end,
      io:format("~n@~s ~s~n",[Id,Answer]) end), Read();
      _ -> case init:get_status() of {stopping,_} -> ok;
      _ -> spawn(fun() -> timer:sleep(1000), erlang:halt(9,[{flush,false}]) end),
      [dets:sync(Table) || Table <- dets:all()], erlang:halt(9,[{flush,false}])
      end end end)() end)."""
          .replace("\n", " ");

  private static final String READY = "io:format(\"~n@ready~n\").";

  static String name(int number) {
    return "node" + number + "@" + HOST;
  }

  String name() {
    return name(number);
  }

  private Path directory() {
    return directory(data, number);
  }

  /** Where a node of a cluster keeps everything. */
  static Path directory(Path data, int number) {
    return data.resolve("node-" + number);
  }

  String endpoint() {
    return "amqp://guest:guest@" + HOST + ":" + port;
  }

  List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                // The terminal sends these to all; whether the nodes end is for this program to
                // say.
                "trap '' INT QUIT HUP TSTP; exec \"$0\" \"$@\"",
                installation.script().toString(),
                "-noshell",
                "+B",
                "i"));
    // Named here, and not by RabbitMQ, which would start an Erlang of its own just to look around.
    command.addAll(List.of("-name", name(), "-start_epmd", "false"));
    for (String bound : new String[] {"inet_dist_listen_min", "inet_dist_listen_max"}) {
      command.addAll(List.of("-kernel", bound, Integer.toString(clusterPort)));
    }
    command.addAll(List.of("-eval", CONSOLE, "-s", "rabbit", "boot", "-eval", READY));
    return command;
  }

  /**
   * @param inherited what this program was started with; none of it may reach the node by chance
   */
  Map<String, String> environment(Map<String, String> inherited) {
    Map<String, String> variables = new HashMap<>(inherited);
    variables
        .keySet()
        .removeIf(
            name ->
                name.startsWith("RABBITMQ_")
                    || name.startsWith("ERL_")
                    || name.equals("NOTIFY_SOCKET"));
    String own = directory().toString();
    variables.put("HOME", data.resolve("home").toString());
    variables.put("ERL_EPMD_ADDRESS", HOST);
    variables.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
    variables.put("RABBITMQ_NODENAME", name());
    variables.put("RABBITMQ_USE_LONGNAME", "true");
    variables.put("RABBITMQ_NODE_IP_ADDRESS", HOST);
    variables.put("RABBITMQ_NODE_PORT", Integer.toString(port));
    variables.put("RABBITMQ_DIST_PORT", Integer.toString(clusterPort));
    variables.put("RABBITMQ_MNESIA_BASE", own);
    variables.put("RABBITMQ_LOG_BASE", own);
    variables.put("RABBITMQ_PID_FILE", own + "/pid");
    variables.put("RABBITMQ_FEATURE_FLAGS_FILE", own + "/feature_flags");
    variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", own + "/enabled_plugins");
    variables.put("RABBITMQ_CONF_ENV_FILE", own + "/none");
    // A file of this kind costs a second: it is checked against the settings of every plugin.
    variables.put("RABBITMQ_CONFIG_FILE", own + "/none");
    variables.put("RABBITMQ_ADVANCED_CONFIG_FILE", own + "/advanced.config");
    // Its own trap for signals is not needed, and would stand between this program and the node.
    variables.put("RABBITMQ_ALLOW_INPUT", "true");
    // The command says itself what is started, after the console.
    variables.put("RABBITMQ_NODE_ONLY", "true");
    // A node that hangs makes the others hang until they have given it up: after so many seconds.
    variables.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
        "-kernel inet_dist_use_interface {127,0,0,1} net_ticktime 8 +S 1:1 +sbwt none");
    return variables;
  }

  void write() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("enabled_plugins"), "[].\n");
    Files.writeString(directory().resolve("advanced.config"), settings());
  }

  /** A log grows to 4 MB, and there is one older file of it, as of every server. */
  private String settings() {
    // The first node waits for nobody, so that it is clear who joins whom.
    String peers =
        number == 1
            ? ""
            : IntStream.rangeClosed(1, of)
                .mapToObj(node -> "'" + name(node) + "'")
                .collect(Collectors.joining(", "));
    return """
    [{rabbit, [
      {log, [
        {console, [{enabled, false}]},
        {file, [{file, %s}, {level, info}, {size, 4000000}, {count, 1}]}]},
      {cluster_nodes, {[%s], disc}},
      {cluster_formation, [{discovery_retry_limit, 600}, {discovery_retry_interval, 100}]},
      {cluster_partition_handling, autoheal},
      {quorum_tick_interval, 500}
    ]},
    {aten, [{poll_interval, 1000}]}].
    """
        .formatted(quoted(log.toString()), peers);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
