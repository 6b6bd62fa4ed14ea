package dev.parley.shell;

import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;

/**
 * Runs one command so that Ctrl-C ends it: the prompt is back at once even if the command needs
 * longer to clean up, which it then does in the background, unseen.
 */
final class Foreground {
  private static final int INTERRUPTED = 130;
  private static final long GRACE_MILLIS = 120;

  private final Terminal terminal;
  private final LiveArea area;
  private boolean interrupted;
  private boolean done;
  private int code = INTERRUPTED;

  Foreground(Terminal terminal, LiveArea area) {
    this.terminal = terminal;
    this.area = area;
  }

  /**
   * @param command returns an exit code; its thread is interrupted on Ctrl-C
   * @param leftBehind told before this returns, if the command still runs
   */
  int run(IntSupplier command, Runnable leftBehind) {
    Thread thread =
        new Thread(
            () -> {
              int result = INTERRUPTED;
              try {
                result = command.getAsInt();
              } finally {
                end(result);
              }
            },
            "parley-command");
    thread.setDaemon(true);
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> interrupt(thread));
    try {
      thread.start();
      if (!await()) {
        leftBehind.run();
      }
      return code;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  private synchronized void end(int result) {
    code = result;
    done = true;
    notifyAll();
  }

  private synchronized void interrupt(Thread thread) {
    if (!interrupted) {
      area.print("^C\n");
    }
    interrupted = true;
    thread.interrupt();
    notifyAll();
  }

  private synchronized boolean await() {
    try {
      while (!done && !interrupted) {
        wait();
      }
      long until = System.nanoTime() + GRACE_MILLIS * 1_000_000;
      for (long left = GRACE_MILLIS;
          !done && left > 0;
          left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return done;
  }
}
