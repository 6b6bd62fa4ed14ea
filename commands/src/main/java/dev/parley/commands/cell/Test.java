package dev.parley.commands.cell;

import dev.parley.brokers.Option;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Commands;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.Json;
import dev.parley.commands.Notebook;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Reading;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import dev.parley.commands.reading.NoteFiles;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code test}: runs notes and compares what their cells print with what the notes say. */
public final class Test implements Command {
  private final Commands commands;
  private final Session session;

  private Test(Commands commands, Session session) {
    this.commands = commands;
    this.session = session;
  }

  public static Definition definition(Commands commands) {
    return Definition.named(
            "test", Group.RUN, "Run notes and compare what they print with what they say")
        .example(
            "test",
            "test kafka#offsets",
            "test ./my-note.md --update",
            "test ./notes --junit report.xml")
        .takes(
            Parameter.any(
                "NOTE",
                Parameter.Kind.NOTE,
                "Notes, NOTE#SECTION, files or folders; all bundled ones if none is given"))
        .option(
            Option.flag("update", "Rewrite the lines of output fences that no longer match"),
            Option.of("junit", Option.Kind.FILE, "FILE", "Write a report as JUnit XML"))
        .made(session -> new Test(commands, session));
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Optional<Path> junit = arguments.settings().text("junit").map(session::path);
    junit.ifPresent(JunitReport::requirePlace);
    List<Reading.Place> places = places(arguments.words());
    // Nobody is asked once notes run.
    Set<Note> refused = new HashSet<>();
    for (Reading.Place place : places) {
      if (!cells(place).isEmpty() && !mayRun(place.note())) {
        refused.add(place.note());
      }
    }
    boolean update = arguments.settings().has("update");
    List<NoteTest.Report> reports = new ArrayList<>();
    for (Reading.Place place : places) {
      List<Cell> cells = cells(place);
      NoteTest.Report report =
          refused.contains(place.note())
              ? NoteTest.Report.refused(place.note(), cells, "the note is not trusted")
              : new NoteTest(commands, session).run(place.note(), cells);
      reports.add(report);
      print(report);
      Notebook.warn(session.output(), place.note());
      if (update) {
        update(report);
      }
    }
    junit.ifPresent(file -> JunitReport.write(reports, file));
    long cells = reports.stream().mapToLong(report -> report.cells().size()).sum();
    long failed = reports.stream().mapToLong(NoteTest.Report::failed).sum();
    long skipped = reports.stream().mapToLong(NoteTest.Report::skipped).sum();
    int warnings = reports.stream().mapToInt(report -> report.note().warnings().size()).sum();
    long notRun = reports.stream().mapToLong(NoteTest.Report::notRun).sum();
    session
        .output()
        .say(
            (cells - failed - skipped - notRun)
                + " passed, "
                + failed
                + " failed, "
                + skipped
                + " skipped"
                + (notRun == 0 ? "" : ", " + notRun + " not run")
                + (warnings == 0
                    ? ""
                    : ", " + warnings + (warnings == 1 ? " warning" : " warnings")));
    // What did not run to its end printed nothing that --update could take.
    boolean broken =
        reports.stream()
            .flatMap(report -> report.cells().stream())
            .anyMatch(cell -> cell.result().isFailed());
    if (failed > 0 && (broken || !update)) {
      throw UserException.failed(
          failed == 1 ? "1 cell failed" : failed + " cells failed",
          broken ? "the lines above say why" : "--update takes what they print now");
    }
  }

  private static List<Cell> cells(Reading.Place place) {
    return place
        .section()
        .map(section -> Reading.cellsBelow(place.note(), section))
        .orElse(place.note().cells());
  }

  /** Asks where somebody can be asked, and prints why a note may not run. */
  private boolean mayRun(Note note) {
    try {
      session.requireTrust(note);
      return true;
    } catch (UserException refused) {
      session.output().error(String.valueOf(refused.getMessage()), refused.hint());
      return false;
    }
  }

  private List<Reading.Place> places(List<String> words) {
    List<Reading.Place> places = new ArrayList<>();
    if (words.isEmpty()) {
      session
          .reading()
          .library()
          .bundledNotes()
          .forEach(note -> places.add(new Reading.Place(note, Optional.empty())));
    }
    for (String word : words) {
      Path path = session.path(word);
      if (Files.isDirectory(path)) {
        NoteFiles.below(path, session)
            .forEach(note -> places.add(new Reading.Place(note, Optional.empty())));
      } else {
        places.add(session.reading().find(word));
      }
    }
    return places;
  }

  private void print(NoteTest.Report report) {
    Output output = session.output();
    if (output.format() == Output.Format.JSON) {
      report.cells().forEach(cell -> output.data(Json.line(object(report, cell))));
      return;
    }
    boolean failed = report.failed() > 0;
    output.data(
        Styles.line(
            failed ? Styles.FAILED : Styles.DONE,
            failed ? "✗ " : "✓ ",
            Styles.PLAIN,
            report.name(),
            Styles.QUIET,
            "  " + counted(report.cells().size()) + ", " + Durations.text(report.elapsed())));
    for (NoteTest.CellReport cell : report.cells()) {
      if (cell.isNotRun()) {
        output.data(Styles.line(Styles.QUIET, "    " + cell.name() + " " + cell.reason()));
      } else if (cell.isSkipped()) {
        output.data(Styles.line(Styles.QUIET, "    " + cell.name() + " skipped: " + cell.reason()));
      } else if (cell.isFailed()) {
        output.data(
            Styles.line(Styles.FAILED, "    " + cell.name() + ": ", Styles.PLAIN, cell.reason()));
        cell.difference().forEach(line -> output.data("      " + line));
      }
    }
  }

  private static Map<String, Object> object(NoteTest.Report report, NoteTest.CellReport cell) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("note", report.note().id());
    object.put("language", report.note().language().code());
    object.put("cell", cell.cell().number());
    object.put("outcome", outcome(cell));
    object.put("reason", outcome(cell).equals("passed") ? "" : cell.reason());
    object.put("millis", cell.result().elapsed().toMillis());
    object.put("difference", cell.difference());
    return object;
  }

  private static String outcome(NoteTest.CellReport cell) {
    if (cell.isNotRun()) {
      return "not run";
    }
    return cell.isFailed() ? "failed" : cell.isSkipped() ? "skipped" : "passed";
  }

  private void update(NoteTest.Report report) {
    Note note = report.note();
    if (report.updated().equals(note.source())) {
      return;
    }
    Path file =
        note.origin()
            .orElseThrow(
                () ->
                    UserException.failed(
                        note.id() + " came with parley and cannot be rewritten",
                        "name its file instead"));
    NoteReplacement.write(file, note.source(), report.updated());
    session.output().say("updated " + file);
  }

  private static String counted(int cells) {
    return cells == 1 ? "1 cell" : cells + " cells";
  }
}
