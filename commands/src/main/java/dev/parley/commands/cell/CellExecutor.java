package dev.parley.commands.cell;

import dev.parley.brokers.BrokerException;
import dev.parley.commands.Deadline;
import dev.parley.commands.Durations;
import dev.parley.commands.ExitException;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Line;
import dev.parley.commands.Output;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.run.CellResult;
import dev.parley.notes.run.CellRunner;
import dev.parley.notes.run.OutputLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs a cell in a session: its lines, and then the wait until nothing that it caused is under way.
 */
public final class CellExecutor implements CellRunner {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Session session;
  private final Interpreter interpreter;
  private final String note;

  /**
   * @param cells of the note, which are to be run in the session
   * @throws UserException if one of them is running already
   */
  public CellExecutor(Session session, Interpreter interpreter, Note note, List<Cell> cells) {
    this.session = session;
    this.interpreter = interpreter;
    this.note = note.origin().map(Path::toString).orElse(note.id());
    session.requireEnd(this.note, cells);
  }

  @Override
  public CellResult run(Cell cell, OutputLines sink) throws InterruptedException {
    long begin = System.nanoTime();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Output before = session.output();
    Output output =
        new CellOutput(
            before,
            cell,
            line -> {
              lines.add(line);
              sink.line(line);
            });
    session.output(output);
    Duration patience = cell.timeout().orElse(PATIENCE);
    try (Deadline deadline = new Deadline(patience)) {
      return session.inCell(
          note, cell.number(), () -> attempt(cell, output, deadline, begin, lines));
    } finally {
      session.restoreOutput(output, before);
    }
  }

  private CellResult attempt(
      Cell cell, Output output, Deadline deadline, long begin, List<String> lines)
      throws InterruptedException {
    String outstanding = "";
    try {
      execute(cell);
      if (session.settle(deadline.left())) {
        return session
            .publications()
            .takeFailed()
            .map(name -> CellResult.failed(name + " has failed", since(begin), lines))
            .orElseGet(() -> CellResult.passed(since(begin), lines));
      }
      outstanding = outstanding();
    } catch (UserException | BrokerException e) {
      String hint =
          e instanceof UserException mistake ? mistake.hint() : ((BrokerException) e).hint();
      output.error(String.valueOf(e.getMessage()), hint);
      session.flush();
      return CellResult.failed(String.valueOf(e.getMessage()), since(begin), lines);
    } catch (ExitException e) {
      String reason = "a cell does not end parley";
      output.error(reason, "exit is for the prompt and for scripts");
      return CellResult.failed(reason, since(begin), lines);
    } catch (InterruptedException e) {
      if (!deadline.passed()) {
        throw e;
      }
      outstanding = outstanding();
    }
    String reason =
        "not over within " + Durations.text(cell.timeout().orElse(PATIENCE)) + outstanding;
    output.error(reason, "timeout= gives it more time");
    return CellResult.timedOut(reason, since(begin), lines);
  }

  private String outstanding() {
    List<String> lines = session.unsettled();
    return lines.isEmpty() ? "" : ": " + String.join(", ", lines);
  }

  private void execute(Cell cell) throws InterruptedException {
    switch (cell.kind()) {
      case PARLEY -> {
        for (Line line : Line.parse(cell.source())) {
          interpreter.execute(line);
        }
      }
      case JAVA -> session.java().run(cell.source());
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
