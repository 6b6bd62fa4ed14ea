package dev.parley.commands;

import dev.parley.commands.cell.Cells;
import dev.parley.commands.cell.Java;
import dev.parley.commands.cell.Restart;
import dev.parley.commands.cell.Run;
import dev.parley.commands.cell.Test;
import dev.parley.commands.messages.Await;
import dev.parley.commands.messages.Bind;
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
  // What other shells call it.
  private static final Map<String, String> FAMILIAR =
      Map.of(
          "quit", "exit leaves",
          "q", "exit leaves",
          "clear", "Ctrl-L clears the screen",
          "cls", "Ctrl-L clears the screen",
          "?", "help lists them",
          "man", "help COMMAND tells about one",
          "ls", "list shows destinations, notes the notes",
          "cat", "open shows a note, pull takes messages",
          "ps", "status shows what runs");

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
