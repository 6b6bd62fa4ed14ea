package dev.parley.shell;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * The terminal as JLine's pager has it: Ctrl-C and Esc, which that does not know, leave it by a
 * {@link UserInterruptException}. Everything else is the terminal's.
 */
final class PagerTerminal implements InvocationHandler {
  private static final int CONTROL_C = 3;
  private static final int ESCAPE = 27;

  /** The rest of the sequence that a key sends follows its Esc at once. */
  private static final long SEQUENCE_MILLIS = 60;

  private final Terminal terminal;
  private final NonBlockingReader keys;

  private PagerTerminal(Terminal terminal) {
    this.terminal = terminal;
    this.keys = new Keys(terminal.reader());
  }

  static Terminal of(Terminal terminal) {
    return (Terminal)
        Proxy.newProxyInstance(
            PagerTerminal.class.getClassLoader(),
            new Class<?>[] {Terminal.class},
            new PagerTerminal(terminal));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("reader")) {
      return keys;
    }
    if (method.getName().equals("enterRawMode")) {
      Attributes before = terminal.enterRawMode();
      Attributes raw = terminal.getAttributes();
      // Ctrl-C is a key like others, and not a signal.
      raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
      terminal.setAttributes(raw);
      return before;
    }
    try {
      return method.invoke(terminal, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static final class Keys extends NonBlockingReader {
    private final NonBlockingReader keys;

    Keys(NonBlockingReader keys) {
      this.keys = keys;
    }

    @Override
    protected int read(long timeout, boolean isPeek) throws IOException {
      int key = isPeek ? keys.peek(timeout) : keys.read(timeout);
      if (key == CONTROL_C || (key == ESCAPE && !isPeek && keys.peek(SEQUENCE_MILLIS) < 0)) {
        throw new UserInterruptException("");
      }
      return key;
    }

    @Override
    public int readBuffered(char[] buffer, int from, int length, long timeout) throws IOException {
      int key = read(timeout, false);
      if (key < 0) {
        return key;
      }
      buffer[from] = (char) key;
      return 1;
    }

    @Override
    public void close() {
      // The terminal's keys outlive the pager.
    }
  }
}
