package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.VaultContent;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code vault}: adds a folder of notes. */
public final class Vault implements Command {
  private final Session session;

  private Vault(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "vault", Group.READ, "Add a folder of notes, an Obsidian vault for example")
        .example("vault ~/notes")
        .takes(Parameter.optional("DIR", Parameter.Kind.DIRECTORY, "The folder"))
        .made(Vault::new);
  }

  @Override
  public void run(Arguments arguments) {
    if (arguments.word(0).isEmpty()) {
      session
          .reading()
          .library()
          .vaults()
          .forEach(folder -> session.output().data(folder.toString()));
      return;
    }
    String given = arguments.first();
    Path folder =
        given.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), given.substring(2))
            : session.path(given);
    if (!Files.isDirectory(folder)) {
      throw UserException.failed("no such folder: " + given, "it is looked for as " + folder);
    }
    session.reading().vault(folder);
    VaultContent content = session.reading().library().look(folder);
    session.output().say("added " + folder + " with " + counted(content) + "; notes lists all");
  }

  private static String counted(VaultContent content) {
    String notes = content.notes() == 1 ? "1 note" : content.notes() + " notes";
    return notes
        + (content.more() ? ", the first ones" : "")
        + (content.unreadable() > 0
            ? "; " + content.unreadable() + " notes or folders could not be read"
            : "");
  }
}
