package dev.parley.shell;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jline.builtins.ScreenTerminal;

/** The program in a terminal of its own, and somebody who types and reads what the screen shows. */
final class TerminalSession implements AutoCloseable {
  static final int COLUMNS = 80;
  static final int ROWS = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TRYING = Duration.ofSeconds(2);
  private static final int TRIES = 5;
  private static final String KILL_LINE = "\u0015";
  private static final String PROMPT = "parley>";

  private final PtyProcess process;
  private final OutputStream keyboard;
  private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
  private final StringBuilder transcript = new StringBuilder();
  private final Thread reader;
  private boolean ended;

  TerminalSession(Program program, String... arguments) throws IOException {
    List<String> command = program.command();
    command.addAll(List.of(arguments));
    process =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(program.environment())
            .setDirectory(program.directory().toString())
            .setInitialColumns(COLUMNS)
            .setInitialRows(ROWS)
            .start();
    keyboard = process.getOutputStream();
    reader = new Thread(this::read, "terminal-reader");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    char[] buffer = new char[8192];
    try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        show(new String(buffer, 0, n));
      }
    } catch (IOException closed) {
      // So ends a terminal whose program is gone.
    } finally {
      end();
    }
  }

  private synchronized void show(String text) throws IOException {
    transcript.append(text);
    screen.write(text);
    String answer = screen.read();
    if (answer != null && !answer.isEmpty()) {
      type(answer);
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Of the program; empty if it has ended. */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(process.pid());
  }

  /** As a SIGKILL does; returns when the program is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Closes the window: the terminal is gone while the program runs. */
  void hangUp() throws IOException {
    keyboard.close();
    process.getInputStream().close();
  }

  void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /**
   * Types a line, sees it on the screen, and enters it. It runs when it has printed something, not
   * before: until then a Ctrl-C could be a key that is typed.
   */
  void enter(String line) throws IOException, InterruptedException {
    awaitPrompt();
    type(line);
    awaitTyped(line);
    type("\r");
  }

  /** Enters a line and waits until the prompt is back. */
  void run(String line) throws IOException, InterruptedException {
    enter(line);
    awaitPrompt();
  }

  /**
   * Enters a line, leaves the pager if it opens that, and says yes if it asks.
   *
   * @return what was printed until the prompt was back, without colours
   */
  String answer(String line) throws IOException, InterruptedException {
    awaitPrompt();
    type(line);
    awaitTyped(line);
    int since = transcript().length();
    type("\r");
    BooleanSupplier paged = () -> lastLine().contains("q leaves, / searches");
    BooleanSupplier asked = () -> lastLine().endsWith("[y/N]");
    BooleanSupplier back = () -> lastLine().equals(PROMPT);
    awaitThat(
        "an answer to " + line,
        () -> paged.getAsBoolean() || asked.getAsBoolean() || back.getAsBoolean());
    String printed = transcript().substring(since);
    if (!back.getAsBoolean()) {
      type(paged.getAsBoolean() ? "q" : "y\r");
      awaitThat("a prompt after " + line, back);
      printed = transcript().substring(since);
    }
    return printed.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[=>()].?", "");
  }

  /** Enters a line that opens the pager, waits for what is shown there, and leaves the pager. */
  void page(String line, String shown) throws IOException, InterruptedException {
    enter(line);
    awaitPage();
    await(shown);
    type("q");
    awaitPrompt();
  }

  /** Waits until the pager has the screen. */
  void awaitPage() throws InterruptedException {
    awaitThat("a page", () -> lastLine().contains("q leaves, / searches"));
  }

  /** Ends what runs, as Ctrl-C does; returns how many milliseconds later the prompt was back. */
  long interrupt() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    type("\u0003");
    awaitPrompt();
    return (System.nanoTime() - begin) / 1_000_000;
  }

  /**
   * Enters a line, and again if need be, until something is shown: keys that reach the program
   * together with a Ctrl-C can be thrown away with the line that it ends.
   */
  void enterAfterInterrupt(String line, String shown) throws IOException, InterruptedException {
    String wanted = squeezed(shown);
    for (int i = 0; i < TRIES; i++) {
      type(KILL_LINE + line + "\r");
      if (within(TRYING, () -> squeezed(text()).contains(wanted))) {
        return;
      }
    }
    throw new AssertionError("never seen: " + shown + "\nthe screen:\n" + text());
  }

  private synchronized boolean within(Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (ended || System.nanoTime() >= until) {
        return false;
      }
      wait(20);
    }
    return true;
  }

  /** Waits until the last line is a prompt with nothing typed. */
  void awaitPrompt() throws InterruptedException {
    awaitThat("a prompt", () -> lastLine().equals(PROMPT));
  }

  /** Waits until the screen shows this as typed. */
  void awaitTyped(String line) throws InterruptedException {
    String wanted = squeezed(PROMPT + line);
    // The same line may stand further up, from before.
    awaitThat(
        "typed: " + line, () -> squeezed(text()).contains(wanted) && !lastLine().equals(PROMPT));
  }

  /** Waits until the screen shows this. */
  void await(String text) throws InterruptedException {
    String wanted = squeezed(text);
    awaitThat(text, () -> squeezed(text()).contains(wanted));
  }

  synchronized void awaitThat(String wanted, BooleanSupplier condition)
      throws InterruptedException {
    // Not all that is waited for is on the screen.
    if (!within(PATIENCE, condition)) {
      throw new AssertionError(
          (ended ? "the program ended before: " : "not within " + PATIENCE + ": ")
              + wanted
              + "\nthe screen:\n"
              + text());
    }
  }

  /** A long line is wrapped: where, makes no difference. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s", "");
  }

  private String lastLine() {
    List<String> shown = lines().stream().filter(line -> !line.isEmpty()).toList();
    return shown.isEmpty() ? "" : shown.get(shown.size() - 1);
  }

  /** What the screen shows, one line each, without the blanks at their ends. */
  synchronized List<String> lines() {
    long[] cells = new long[COLUMNS * ROWS];
    screen.dump(cells, 0, 0, ROWS, COLUMNS, new int[2]);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < COLUMNS; column++) {
        int character = (int) cells[row * COLUMNS + column];
        line.appendCodePoint(character == 0 ? ' ' : character);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** What the screen shows. */
  String text() {
    return lines().stream().collect(Collectors.joining("\n"));
  }

  /** Everything that the program ever sent, escape sequences and all. */
  synchronized String transcript() {
    return transcript.toString();
  }

  /**
   * Leaves with Ctrl-D; its exit code. Again if need be: what is typed around a Ctrl-C, the
   * terminal can throw away.
   */
  int leave(Duration patience) throws IOException, InterruptedException {
    awaitPrompt();
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try {
        type("\u0004");
      } catch (IOException ended) {
        break;
      }
      if (process.waitFor(patience.toMillis() / TRIES, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    return end(patience);
  }

  /** Waits for the end of the program; its exit code. */
  int end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it did not end within " + patience + "\nthe screen:\n" + text());
    }
    reader.join(patience.toMillis());
    return process.exitValue();
  }

  /** Nothing of it goes on, also where its terminal is closed already. */
  @Override
  public void close() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
