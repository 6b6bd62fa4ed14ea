package dev.parley.shell;

import dev.parley.commands.Output;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.notes.Language;
import dev.parley.notes.render.SafeText;
import java.util.Map;

/** The first screen: what this is, what can be read, and three things to type. It fits 80×24. */
final class Welcome {
  private static final int MOST_NOTES = 10;

  private final Session session;

  Welcome(Session session) {
    this.session = session;
  }

  void print() {
    Output output = session.output();
    boolean russian = session.reading().language() == Language.RU;
    output.data("");
    output.data(
        Styles.line(
            Styles.STRONG,
            "  Parley",
            Styles.PLAIN,
            russian
                ? " — заметки о том, как общаются сервисы, и живые брокеры рядом с ними"
                : " — notes about how services talk, with live brokers beside them"),
        "  ");
    output.data("");
    Map<String, String> titles = session.reading().titles();
    int columns =
        titles.keySet().stream()
            .limit(MOST_NOTES)
            .mapToInt(name -> SafeText.oneLine(name).length())
            .max()
            .orElse(0);
    titles.entrySet().stream()
        .limit(MOST_NOTES)
        .forEach(
            note ->
                output.data(
                    Styles.line(
                        Styles.ACCENT,
                        "  " + Styles.pad(SafeText.oneLine(note.getKey()), columns + 3),
                        Styles.PLAIN,
                        SafeText.oneLine(note.getValue())),
                    " ".repeat(columns + 5)));
    output.data("");
    command(
        output,
        "open asynchronous",
        russian
            ? "читать; Enter на пустой строке запускает следующую ячейку"
            : "read; Enter on an empty line runs the next cell");
    command(
        output,
        "start kafka",
        russian ? "настоящая Kafka прямо в этой программе" : "a real Kafka inside this program");
    command(
        output,
        "help",
        russian
            ? "все команды; Tab дополняет, Ctrl-D выходит"
            : "all commands; Tab completes, Ctrl-D leaves");
    output.data("");
    output.data(
        Styles.line(
            Styles.QUIET,
            russian ? "  lang en — notes in English" : "  lang ru — заметки по-русски"));
    output.data("");
  }

  private static void command(Output output, String command, String what) {
    output.data(
        Styles.line(Styles.ACCENT, "  " + Styles.pad(command, 20), Styles.QUIET, what),
        " ".repeat(22));
  }
}
