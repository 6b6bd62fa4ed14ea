package dev.parley.shell;

import dev.parley.commands.Folded;
import dev.parley.commands.Screen;
import dev.parley.commands.Session;
import dev.parley.notes.render.RenderedLine;
import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** A screen with a person in front of it: a pager with search, and questions. */
final class TerminalScreen implements Screen {
  /** Shown for each key of a secret: not even how long it is. */
  private static final char NOTHING = 0;

  private final Terminal terminal;
  private final boolean colored;
  private Session session;
  private LineReader reader;

  TerminalScreen(Terminal terminal, boolean colored) {
    this.terminal = terminal;
    this.colored = colored;
  }

  void attach(Session to, LineReader typing) {
    session = to;
    reader = typing;
  }

  @Override
  public boolean show(List<RenderedLine> lines) throws InterruptedException {
    boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    if (dumb || lines.size() < terminal.getHeight()) {
      return false;
    }
    // Live messages would be written over the page.
    session.progress().hold();
    session.feed().hold();
    try {
      Less less = new Less(PagerTerminal.of(terminal), Path.of(""));
      less.quitAtFirstEof = false;
      less.run(new Page(text(lines)));
    } catch (UserInterruptException left) {
      // As with q.
    } catch (IOError | IOException e) {
      // The page is in memory, so it is the terminal that failed: the prompt finds out and ends.
    } finally {
      session.feed().release();
      session.progress().release();
    }
    return true;
  }

  private String text(List<RenderedLine> lines) {
    StringBuilder text = new StringBuilder();
    for (RenderedLine line : lines) {
      AttributedString heavy = BoxDrawing.heavy(line.styled());
      text.append(colored ? heavy.toAnsi() : heavy.toString()).append('\n');
    }
    return text.toString();
  }

  @Override
  public boolean confirm(String question) {
    String answer;
    session.progress().hold();
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      answer = reader.readLine(folded(question + " [y/N] "));
    } catch (UserInterruptException | EndOfFileException e) {
      return false;
    } finally {
      reader.setVariable(LineReader.DISABLE_HISTORY, false);
      session.progress().release();
    }
    String first = answer.strip().toLowerCase(Locale.ROOT);
    return first.equals("y") || first.equals("yes") || first.equals("д") || first.equals("да");
  }

  /** A terminal would cut it in the middle of a word; what is typed stands behind its last line. */
  private String folded(String question) {
    return Folded.lines(new AttributedString(question), Math.max(20, terminal.getWidth() - 8))
        .stream()
        .map(AttributedString::toString)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Optional<String> secret(String question) throws InterruptedException {
    LineReader.SuggestionType suggestions = reader.getAutosuggestion();
    session.progress().hold();
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    reader.setAutosuggestion(LineReader.SuggestionType.NONE);
    try {
      return Optional.of(reader.readLine(question, NOTHING)).filter(typed -> !typed.isEmpty());
    } catch (UserInterruptException e) {
      throw new InterruptedException();
    } catch (EndOfFileException e) {
      return Optional.empty();
    } finally {
      reader.setAutosuggestion(suggestions);
      reader.setVariable(LineReader.DISABLE_HISTORY, false);
      session.progress().release();
    }
  }

  private record Page(String text) implements Source {
    @Override
    public String getName() {
      return "q leaves, / searches, Space turns the page";
    }

    @Override
    public InputStream read() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Long lines() {
      return text.lines().count();
    }
  }
}
