package dev.parley.commands;

import dev.parley.commands.cell.Cells;
import dev.parley.commands.cell.Java;
import dev.parley.commands.cell.Restart;
import dev.parley.commands.cell.Run;
import dev.parley.commands.cell.Test;
import dev.parley.commands.messages.Await;
import dev.parley.commands.messages.Bind;
import dev.parley.commands.messages.Copy;
import dev.parley.commands.messages.Create;
import dev.parley.commands.messages.Delete;
import dev.parley.commands.messages.Describe;
import dev.parley.commands.messages.Kill;
import dev.parley.commands.messages.ListDestinations;
import dev.parley.commands.messages.Pause;
import dev.parley.commands.messages.Publish;
import dev.parley.commands.messages.Pull;
import dev.parley.commands.messages.Purge;
import dev.parley.commands.messages.Redrive;
import dev.parley.commands.messages.Replay;
import dev.parley.commands.messages.Reply;
import dev.parley.commands.messages.Request;
import dev.parley.commands.messages.Resume;
import dev.parley.commands.messages.Seek;
import dev.parley.commands.messages.Settle;
import dev.parley.commands.messages.Subscribe;
import dev.parley.commands.messages.Unsubscribe;
import dev.parley.commands.reading.Back;
import dev.parley.commands.reading.Contents;
import dev.parley.commands.reading.Follow;
import dev.parley.commands.reading.Lang;
import dev.parley.commands.reading.Links;
import dev.parley.commands.reading.Next;
import dev.parley.commands.reading.Notes;
import dev.parley.commands.reading.Open;
import dev.parley.commands.reading.Search;
import dev.parley.commands.reading.Tags;
import dev.parley.commands.reading.TrustNote;
import dev.parley.commands.reading.Vault;
import dev.parley.commands.servers.Connect;
import dev.parley.commands.servers.ContextCommands;
import dev.parley.commands.servers.Start;
import dev.parley.commands.servers.Status;
import dev.parley.commands.servers.Stop;
import dev.parley.commands.shell.Exit;
import dev.parley.commands.shell.Help;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of commands: one line each, in the order of help. */
public final class Commands {
  /** The words of other shells, and those of the brokers' own tools. */
  private static final Map<String, String> FAMILIAR =
      Map.ofEntries(
          Map.entry("quit", "exit leaves"),
          Map.entry("q", "exit leaves"),
          Map.entry("выход", "exit leaves"),
          Map.entry("помощь", "help lists the commands"),
          Map.entry("справка", "help lists the commands"),
          Map.entry("заметки", "notes lists the notes"),
          Map.entry("поиск", "search finds words in the notes"),
          Map.entry("стоп", "stop NAME ends a broker"),
          Map.entry("kafka", "start kafka, open kafka or help kafka"),
          Map.entry("rabbit", "start rabbit, open rabbitmq or help rabbit"),
          Map.entry("rabbitmq", "start rabbit, open rabbitmq or help rabbit"),
          Map.entry("sqs", "start sqs, open sqs or help sqs"),
          Map.entry("\\q", "exit leaves"),
          Map.entry("bye", "exit leaves"),
          Map.entry("logout", "exit leaves"),
          Map.entry("clear", "Ctrl-L clears the screen"),
          Map.entry("cls", "Ctrl-L clears the screen"),
          Map.entry("?", "help lists them"),
          Map.entry("man", "help COMMAND tells about one"),
          Map.entry("\\h", "help COMMAND tells about one"),
          Map.entry("\\?", "help lists them"),
          Map.entry("ls", "list shows destinations, notes the notes"),
          Map.entry("dir", "list shows destinations, notes the notes"),
          Map.entry("\\d", "list shows destinations, describe DESTINATION tells about one"),
          Map.entry("\\dt", "list shows destinations"),
          Map.entry("\\l", "list shows destinations"),
          Map.entry("cat", "open shows a note, pull takes messages"),
          Map.entry("less", "open shows a note"),
          Map.entry("read", "open shows a note, pull takes messages"),
          Map.entry("view", "open shows a note"),
          Map.entry("show", "open shows a note, describe a destination"),
          Map.entry("ps", "status shows what runs"),
          Map.entry("info", "status shows what runs"),
          Map.entry("docker", "start SYSTEM --mode container runs a broker in a container"),
          Map.entry("top", "status shows what runs, describe DESTINATION its depth and lag"),
          Map.entry("lag", "describe DESTINATION shows groups and their lag"),
          Map.entry("groups", "describe DESTINATION shows its groups; seek moves one"),
          Map.entry("topics", "list shows destinations"),
          Map.entry("queues", "list shows destinations"),
          Map.entry("exchanges", "list shows destinations"),
          Map.entry("bindings", "describe rabbit:EXCHANGE/ shows its bindings"),
          Map.entry("list_queues", "list shows destinations"),
          Map.entry("keys", "list shows destinations"),
          Map.entry("consume", "subscribe receives in the background, pull takes what is there"),
          Map.entry("consumer", "subscribe receives in the background, pull takes what is there"),
          Map.entry("receive", "pull takes what is there, subscribe receives in the background"),
          Map.entry("recv", "pull takes what is there"),
          Map.entry("get", "pull takes what is there"),
          Map.entry("poll", "pull takes what is there"),
          Map.entry("listen", "subscribe receives in the background"),
          Map.entry("tail", "subscribe receives in the background; pull --from reads from a place"),
          Map.entry("watch", "subscribe receives in the background"),
          Map.entry("monitor", "subscribe receives in the background, flow shows what was sent"),
          Map.entry("send", "publish sends a message"),
          Map.entry("produce", "publish sends a message"),
          Map.entry("producer", "publish sends a message"),
          Map.entry("put", "publish sends a message"),
          Map.entry("push", "publish sends a message"),
          Map.entry("pub", "publish sends a message"),
          Map.entry("sub", "subscribe receives in the background"),
          Map.entry("emit", "publish sends a message"),
          Map.entry("echo", "publish sends a message"),
          Map.entry("declare", "create makes a topic, a queue or an exchange"),
          Map.entry("mktopic", "create makes a topic"),
          Map.entry("add", "create makes a topic, a queue or an exchange"),
          Map.entry("new", "create makes a topic, a queue or an exchange"),
          Map.entry("rm", "delete removes a destination, purge empties it"),
          Map.entry("drop", "delete removes a destination"),
          Map.entry("del", "delete removes a destination"),
          Map.entry("unbind", "delete removes an exchange or a queue, and its bindings with it"),
          Map.entry("reject", "nack gives a message back as failed"),
          Map.entry("commit", "seek moves a group; subscriptions commit what was delivered"),
          Map.entry("offsets", "describe DESTINATION shows the offsets of groups, seek moves them"),
          Map.entry("reset", "seek moves a group"),
          Map.entry("history", "the arrow keys and Ctrl-R go through earlier lines"),
          Map.entry("use", "context NAME uses a connection"),
          Map.entry("login", "connect NAME URL connects"),
          Map.entry("open_connection", "connect NAME URL connects"),
          Map.entry("ping", "connect NAME URL asks who is there, status what runs here"),
          Map.entry("run_cell", "run runs cells"),
          Map.entry("cell", "run N runs a cell, cells lists them"),
          Map.entry("launch", "start starts a broker"),
          Map.entry("up", "start starts a broker"),
          Map.entry("down", "stop ends a broker"),
          Map.entry("shutdown", "stop --all ends the brokers"),
          Map.entry("select", "pull takes messages"),
          Map.entry("jshell", "java SNIPPET runs Java"),
          Map.entry("eval", "java SNIPPET runs Java"),
          Map.entry("cd", "vault FOLDER reads the notes of a folder"),
          Map.entry("pwd", "vault FOLDER reads the notes of a folder"),
          Map.entry("find", "search finds words in notes"),
          Map.entry("grep", "search finds words in notes"),
          Map.entry("version", "parley --version says it; status shows the brokers'"),
          Map.entry("sleep", "await NAME waits for a subscription or a publish"),
          Map.entry("wait", "await NAME waits for a subscription or a publish"),
          Map.entry("kcat", "list shows topics, publish sends, pull and subscribe read"),
          Map.entry("kafka-topics", "list, describe, create and delete are for topics"),
          Map.entry("kafka-console-consumer", "subscribe or pull read"),
          Map.entry("kafka-console-producer", "publish sends"),
          Map.entry("rabbitmqadmin", "list, create, bind, publish and pull do what it does"),
          Map.entry("rabbitmqctl", "list, describe and status do what it does"),
          Map.entry("aws", "create, publish and pull speak to sqs:QUEUE"));

  private final List<Definition> all =
      List.of(
          Notes.definition(),
          Open.definition(),
          Contents.definition(),
          Next.definition(),
          Back.definition(),
          Search.definition(),
          Tags.definition(),
          Links.definition(),
          Follow.definition(),
          Lang.definition(),
          Vault.definition(),
          Run.definition(this),
          Cells.definition(),
          Test.definition(this),
          Restart.definition(),
          TrustNote.definition(),
          Start.definition(),
          Status.definition(),
          Stop.definition(),
          Connect.definition(),
          ContextCommands.contexts(),
          ContextCommands.context(),
          ContextCommands.disconnect(),
          Create.definition(),
          Delete.definition(),
          ListDestinations.definition(),
          Describe.definition(),
          Publish.definition(),
          Subscribe.definition(),
          Unsubscribe.definition(),
          Await.definition(),
          Pull.definition(),
          Seek.definition(),
          Copy.definition(),
          Request.definition(),
          Reply.definition(),
          Replay.definition(),
          Settle.ack(),
          Settle.nack(),
          Settle.requeue(),
          Settle.extend(),
          Bind.definition(),
          Redrive.definition(),
          Purge.definition(),
          Pause.definition(),
          Resume.definition(),
          Kill.definition(),
          Flow.definition(),
          Java.definition(),
          Help.definition(this),
          Exit.definition());

  public List<Definition> all() {
    return all;
  }

  /**
   * @throws UserException with the nearest name, if there is no such command
   */
  public Definition named(String name) {
    List<String> names = all.stream().map(Definition::name).toList();
    return all.stream()
        .filter(definition -> definition.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.notUnderstood(
                    "no such command: " + name,
                    Optional.ofNullable(FAMILIAR.get(name))
                        .or(() -> Similar.to(name, names).map(near -> "did you mean " + near + "?"))
                        .orElse("help lists them")));
  }

  void help(Session session, Definition definition) {
    Help.about(session, definition);
  }
}
