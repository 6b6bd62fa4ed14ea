package dev.parley.notes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.Notes;
import dev.parley.notes.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteRunnerTest {
  private static final String SOURCE =
      """
      ```parley
      good
      ```

      ```parley needs=docker|moon
      never
      ```

      ```parley noexec
      shown
      ```

      ```parley
      bad
      ```

      ```parley
      last
      ```
      """;

  @TempDir Path folder;
  private final List<String> events = new ArrayList<>();

  @Test
  void cellsRunInOrderAndStopAtAFailure() throws InterruptedException {
    Note note = Notes.bundled("n", SOURCE);
    Map<Cell, CellResult> results = runner().run(note, note.cells(), NoteRunner.OnFailure.STOP);
    assertEquals(
        List.of(
            "started 1",
            "1 good",
            "finished 1 PASSED",
            "finished 2 SKIPPED it needs moon: it is too far away",
            "finished 3 SKIPPED it is only shown (noexec)",
            "started 4",
            "4 bad",
            "finished 4 FAILED broken"),
        events);
    assertEquals(4, results.size());
  }

  @Test
  void theyGoOnIfToldSo() throws InterruptedException {
    Note note = Notes.bundled("n", SOURCE);
    assertEquals(5, runner().run(note, note.cells(), NoteRunner.OnFailure.GO_ON).size());
    assertEquals("finished 5 PASSED", events.get(events.size() - 1));
  }

  @Test
  void aNoteThatIsNotTrustedIsNotRun() {
    Note note = Notes.foreign("n", SOURCE);
    assertThrows(
        UntrustedNoteException.class,
        () -> runner().run(note, note.cells(), NoteRunner.OnFailure.GO_ON));
    assertEquals(List.of(), events);
  }

  private NoteRunner runner() {
    return new NoteRunner(
        NoteRunnerTest::execute,
        need -> need.equals("moon") ? Optional.of("it is too far away") : Optional.empty(),
        new Trust(folder.resolve("trusted")),
        new RunListener() {
          @Override
          public void started(Cell cell) {
            events.add("started " + cell.number());
          }

          @Override
          public void line(Cell cell, String line) {
            events.add(cell.number() + " " + line);
          }

          @Override
          public void finished(Cell cell, CellResult result) {
            String reason = result.reason().map(r -> " " + r).orElse("");
            events.add("finished " + cell.number() + " " + result.outcome() + reason);
          }
        });
  }

  private static CellResult execute(Cell cell, OutputLines sink) {
    String line = cell.source().strip();
    sink.line(line);
    return line.equals("bad")
        ? CellResult.failed("broken", Duration.ZERO, List.of(line))
        : CellResult.passed(Duration.ZERO, List.of(line));
  }
}
