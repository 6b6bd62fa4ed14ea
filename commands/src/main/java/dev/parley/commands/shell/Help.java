package dev.parley.commands.shell;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Option;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Commands;
import dev.parley.commands.Definition;
import dev.parley.commands.Folded;
import dev.parley.commands.Group;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** {@code help}: the commands, one of them with its examples, or a system. */
public final class Help implements Command {
  private final Commands commands;
  private final Session session;

  private Help(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
  }

  public static Definition definition(Commands commands) {
    return Definition.named(
            "help", Group.SHELL, "The commands, or what one of them or a system does")
        .example("help", "help publish", "help all", "help rabbit")
        .takes(Parameter.optional("COMMAND", Parameter.Kind.COMMAND, "Which one; or a system"))
        .made(session -> new Help(commands, session));
  }

  @Override
  public void run(Arguments arguments) {
    if (arguments.word(0).isEmpty()) {
      names();
    } else if (arguments.first().equals("all")) {
      all();
    } else {
      Optional<BrokerKind> kind =
          session.servers().kinds().stream()
              .filter(one -> one.system().equals(arguments.first()))
              .findFirst();
      if (kind.isPresent()) {
        about(kind.get());
      } else {
        about(session, commands.named(arguments.first()));
      }
    }
  }

  /** A screenful: the names by group. */
  private void names() {
    Output output = session.output();
    for (Group group : Group.values()) {
      String names = in(group).stream().map(Definition::name).collect(Collectors.joining("  "));
      beside(output, Styles.pad(group.title(), 10), Styles.ACCENT, names);
    }
    output.data("");
    output.data(
        Styles.line(
            Styles.ACCENT,
            "  help publish",
            Styles.QUIET,
            " ends with examples; ",
            Styles.ACCENT,
            "help all",
            Styles.QUIET,
            " says what each command does"),
        "  ");
  }

  private void all() {
    Output output = session.output();
    for (Group group : Group.values()) {
      output.data(Styles.line(Styles.STRONG, group.title()));
      for (Definition definition : in(group)) {
        beside(output, Styles.pad(definition.name(), 12), Styles.PLAIN, definition.summary());
      }
    }
  }

  private List<Definition> in(Group group) {
    return commands.all().stream().filter(definition -> definition.group() == group).toList();
  }

  /** Examples last: they are what stays on the screen. */
  public static void about(Session session, Definition definition) {
    Output output = session.output();
    output.data(
        Styles.line(Styles.STRONG, definition.name(), Styles.PLAIN, " — " + definition.summary()),
        "  ");
    for (String remark : definition.remarks()) {
      beside(output, "", Styles.PLAIN, remark);
    }
    int width = 0;
    List<Option> options = definition.options(session.servers().kinds());
    for (Parameter parameter : definition.parameters()) {
      width = Math.max(width, parameter.name().length());
    }
    for (Option option : options) {
      width = Math.max(width, typed(option).length());
    }
    for (Parameter parameter : definition.parameters()) {
      beside(output, Styles.pad(parameter.name(), width), Styles.PLAIN, parameter.description());
    }
    for (Option option : options) {
      String left = Styles.pad(typed(option), width);
      for (Map.Entry<String, List<String>> meaning :
          definition.meanings(option, session.servers().kinds()).entrySet()) {
        String systems = String.join(", ", meaning.getValue());
        beside(
            output,
            left,
            Styles.PLAIN,
            meaning.getKey() + (systems.isEmpty() ? "" : " · " + systems));
        left = " ".repeat(width);
      }
      Optional<String> theirs = theirs(session, definition, option);
      if (theirs.isPresent()) {
        beside(output, " ".repeat(width), Styles.QUIET, theirs.get());
      }
    }
    for (String example : definition.examples()) {
      beside(output, "", Styles.ACCENT, example);
    }
  }

  /** What a system is, and where the embedded one differs from the product. */
  private void about(BrokerKind kind) {
    Output output = session.output();
    output.data(
        Styles.line(
            Styles.STRONG,
            kind.system(),
            Styles.PLAIN,
            " — " + kind.title() + ", --mode " + String.join("|", kind.modes())),
        "  ");
    if (!kind.headerTypes().isEmpty()) {
      beside(
          output,
          "-H NAME:TYPE=VALUE",
          Styles.PLAIN,
          "a header of another type than text: " + String.join(", ", kind.headerTypes()));
    }
    for (String mapping : kind.mappings()) {
      beside(output, "messages", Styles.PLAIN, mapping);
    }
    for (String limit : kind.limits()) {
      beside(output, "embedded", Styles.PLAIN, limit);
    }
    beside(output, "", Styles.ACCENT, "start " + kind.system());
    beside(output, "", Styles.ACCENT, "help start");
  }

  /** What is longer than the screen goes on below itself. */
  private static void beside(Output output, String left, AttributedStyle style, String text) {
    AttributedString right = new AttributedString(text);
    int room = output.width() - left.length() - 4;
    String begin = left.isEmpty() ? "  " : "  " + left + "  ";
    for (AttributedString line :
        output.folds() && room > 20 ? Folded.lines(right, room) : List.of(right)) {
      output.data(Styles.line(Styles.PLAIN, begin, style, line));
      begin = " ".repeat(begin.length());
    }
  }

  /** Of values that not all systems have in the same way: which has what. */
  private static Optional<String> theirs(Session session, Definition definition, Option option) {
    if (option.choices().isEmpty() || definition.verb().isEmpty()) {
      return Optional.empty();
    }
    List<BrokerKind> kinds = session.servers().kinds();
    Map<String, List<String>> choices = new LinkedHashMap<>();
    for (BrokerKind kind : kinds) {
      kind.options(definition.verb().get()).stream()
          .filter(one -> one.key().equals(option.key()))
          .forEach(one -> choices.put(kind.system(), one.choices()));
    }
    return Set.copyOf(choices.values()).size() < 2
        ? Optional.empty()
        : Optional.of(
            choices.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; ")));
  }

  private static String typed(Option option) {
    String names = String.join(", ", option.names());
    return option.value().isEmpty() ? names : names + " " + option.value();
  }
}
