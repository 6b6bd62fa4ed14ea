package dev.parley.commands.servers;

import dev.parley.brokers.Option;
import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Context;
import dev.parley.commands.Contexts;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.TablePrinter;
import dev.parley.commands.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code contexts}, {@code context}, {@code disconnect}: which of the brokers elsewhere is meant.
 */
public final class ContextCommands {
  private ContextCommands() {}

  public static Definition contexts() {
    return Definition.named("contexts", Group.SERVERS, "The brokers elsewhere that are connected")
        .example("contexts")
        .made(session -> arguments -> list(session));
  }

  public static Definition context() {
    return Definition.named(
            "context", Group.SERVERS, "Which broker elsewhere commands mean, of each system one")
        .example("context staging", "context local", "context validate staging")
        .takes(
            Parameter.one("NAME", Parameter.Kind.CONTEXT, "Its name, local, or validate"),
            Parameter.optional("OTHER", Parameter.Kind.CONTEXT, "What validate is to ask"))
        .option(Option.flag("cells", "Cells of notes may use it, too; asked once more"))
        .made(session -> arguments -> use(session, arguments));
  }

  public static Definition disconnect() {
    return Definition.named("disconnect", Group.SERVERS, "Leave a broker that runs elsewhere")
        .example("disconnect staging")
        .takes(Parameter.one("NAME", Parameter.Kind.CONTEXT, "Which one"))
        .made(session -> arguments -> disconnect(session, arguments));
  }

  private static void list(Session session) {
    Contexts contexts = session.contexts();
    if (contexts.all().isEmpty()) {
      session.output().say("no broker elsewhere is connected; help connect tells how");
      return;
    }
    List<Context> current = contexts.current();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Context context : contexts.all()) {
      rows.add(
          Arrays.asList(
              context.name(),
              context.system(),
              context.url(),
              context.readOnly() ? "read-only" : "writes",
              context.cells() ? "yes" : "no",
              state(context, current)));
    }
    new TablePrinter(session.output())
        .print(
            new Table(
                "context", List.of("context", "system", "url", "mode", "cells", "state"), rows));
  }

  private static String state(Context context, List<Context> current) {
    boolean used = current.contains(context);
    return context.lost() ? (used ? "in use, no answer" : "no answer") : used ? "in use" : "";
  }

  private static void use(Session session, Arguments arguments) throws InterruptedException {
    Contexts contexts = session.contexts();
    String name = arguments.first();
    if (name.equals("local")) {
      contexts.useLocal();
      session.output().say("commands mean the brokers that run here");
      return;
    }
    if (name.equals("validate")) {
      Context asked =
          arguments
              .word(1)
              .map(contexts::named)
              .or(() -> contexts.current().stream().reduce((first, second) -> second))
              .orElseThrow(
                  () -> UserException.failed("no context is in use", "context validate NAME"));
      session.output().say(asked.name() + " is " + asked.broker().validate());
      return;
    }
    contexts.use(name);
    if (arguments.settings().has("cells")) {
      allowCells(session, contexts.named(name));
    }
    session
        .output()
        .say(
            "commands mean "
                + contexts.current().stream()
                    .map(context -> context.name() + ", " + context.url())
                    .collect(Collectors.joining("; ")));
  }

  private static void allowCells(Session session, Context context) {
    boolean sure =
        session.screen().confirm("Cells will act on " + context.url() + ". Are you sure?");
    if (!sure) {
      throw UserException.failed(
          "cells still do not touch " + context.name(), "it has to be confirmed by a person");
    }
    session.contexts().allowCells(context.name());
  }

  private static void disconnect(Session session, Arguments arguments) throws InterruptedException {
    Context context = session.contexts().named(arguments.first());
    session.disconnect(context);
    session.output().say("disconnected " + context.name());
  }
}
