package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.commands.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.builtins.ScreenTerminal;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands on the screen after lines were printed, rewritten and taken away. */
@Timeout(20)
class LiveAreaTest {
  private static final int COLUMNS = 40;
  private static final int ROWS = 10;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private Terminal terminal;
  private LineReader reader;
  private LiveArea area;

  @BeforeEach
  void open() throws IOException {
    OutputStream shown =
        new OutputStream() {
          @Override
          public void write(int octet) {
            synchronized (written) {
              written.write(octet);
              written.notifyAll();
            }
          }
        };
    terminal =
        TerminalBuilder.builder()
            .system(false)
            .streams(new PipedInputStream(keyboard), shown)
            .type("xterm")
            .encoding(StandardCharsets.UTF_8)
            .size(new Size(COLUMNS, ROWS))
            .build();
    reader = LineReaderBuilder.builder().terminal(terminal).build();
    area = new LiveArea(terminal, reader, false);
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  private static AttributedString line(String text) {
    return new AttributedString(text);
  }

  private List<String> rows() {
    ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    screen.write(written.toString(StandardCharsets.UTF_8));
    return screen
        .toString()
        .lines()
        .limit(ROWS)
        .map(String::stripTrailing)
        .collect(Collectors.toList());
  }

  /** The terminal writes on a thread of its own. */
  private void shows(List<String> first) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    synchronized (written) {
      while (!rows().subList(0, first.size()).equals(first) && System.nanoTime() < until) {
        written.wait(50);
      }
    }
    assertEquals(first, rows().subList(0, first.size()));
  }

  @Test
  void whatIsTakenAwayLeavesNoEmptyLine() throws Exception {
    area.print(line("one"));
    area.progress(Optional.of(line("… start, 1.2 s")));
    area.progress(Optional.of(line("… start, 1.4 s")));
    shows(List.of("one", "… start, 1.4 s", ""));
    area.progress(Optional.empty());
    area.print(line("two"));
    shows(List.of("one", "two", ""));
  }

  @Test
  void linesGoAboveWhatIsRewritten() throws Exception {
    area.flood(List.of(line("a 1"), line("b 1")));
    area.print(line("one"));
    area.flood(List.of(line("a 2"), line("b 2")));
    area.print(line("two"));
    shows(List.of("one", "two", "a 2", "b 2", ""));
    area.flood(List.of());
    area.print(line("three"));
    shows(List.of("one", "two", "three", "", ""));
  }

  @Test
  void whatIsTooLongGoesOnBelowItselfAboveWhatIsRewritten() throws Exception {
    String message = "07  billing   ◂ rabbit:jobs {\"id\":1, \"item\":\"green tea\"}  trace=abc";
    String standing = "1,300 messages, 600/s  billing   ◂ rabbit:jobs";
    area.flood(List.of(line(standing)));
    TerminalOutput output = new TerminalOutput(area, Output.Format.TABLE, false);
    output.live(List.of(new Output.LiveLine("billing", line(message), false)));
    area.flood(List.of(line("1,301" + standing.substring(5))));
    List<String> folded =
        List.of("07  billing   ◂ rabbit:jobs {\"id\":1,", "    \"item\":\"green tea\"}  trace=abc");
    shows(List.of(folded.get(0), folded.get(1), "1,301 messages, 600/s  billing   ◂ rab…", "", ""));
    area.flood(List.of());
    output.live(List.of(new Output.LiveLine("billing", line("x".repeat(COLUMNS + 3)), false)));
    shows(List.of(folded.get(0), folded.get(1), "x".repeat(COLUMNS), "    xxx", "", ""));
  }

  @Test
  void aRecordIsBrokenByTheScreenAlone() throws Exception {
    String record = "{\"subscription\":\"billing\", \"payload\":\"green tea\"}";
    TerminalOutput output = new TerminalOutput(area, Output.Format.JSON, false);
    output.live(List.of(new Output.LiveLine("billing", line(record), false)));
    shows(List.of(record.substring(0, COLUMNS), record.substring(COLUMNS), ""));
  }

  @Test
  void aboveTheLineThatIsTypedLikewise() throws Exception {
    area.print(line("one"));
    Thread typing = new Thread(() -> reader.readLine("> "), "typing");
    typing.start();
    shows(List.of("one", ">"));
    area.progress(Optional.of(line("…")));
    area.progress(Optional.empty());
    area.print(line("two"));
    keyboard.write("x".getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
    shows(List.of("one", "two", "> x", ""));
    keyboard.write('\r');
    keyboard.flush();
    typing.join();
  }
}
