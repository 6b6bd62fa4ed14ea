package dev.parley.commands.shell;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.ExitException;
import dev.parley.commands.Group;

/** {@code exit}: leaves. */
public final class Exit implements Command {
  private Exit() {}

  public static Definition definition() {
    return Definition.named("exit", Group.SHELL, "Leave; Ctrl-D does the same")
        .example("exit")
        .made(session -> new Exit());
  }

  @Override
  public void run(Arguments arguments) {
    throw new ExitException();
  }
}
