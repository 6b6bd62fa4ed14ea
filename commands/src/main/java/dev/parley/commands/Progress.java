package dev.parley.commands;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;

/**
 * Shows that work which takes longer than a second goes on, and how far it is: one line, which the
 * output rewrites in front of a person and repeats every few seconds elsewhere.
 */
public final class Progress implements AutoCloseable {
  private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_MILLIS = 250;

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Thread thread = new Thread(this::watch, "parley-progress");
  private boolean idle = true;
  private boolean closed;
  private int holds;

  Progress() {
    thread.setDaemon(true);
  }

  /** A piece of work, from its beginning until it is closed. Pieces may lie within each other. */
  public final class Step implements AutoCloseable {
    private final String what;
    private final Output output;
    private final long begin = System.nanoTime();
    private volatile Supplier<String> detail = () -> "";
    private long shown;

    private Step(String what, Output output) {
      this.what = what;
      this.output = output;
    }

    /**
     * @param text how far it is; asked on another thread; empty if there is nothing to say
     */
    public void detail(Supplier<String> text) {
      detail = text;
    }

    private AttributedString line(long now) {
      String far = detail.get();
      return Styles.line(
          Styles.QUIET,
          "… "
              + what
              + ", "
              + Durations.text(Duration.ofNanos(now - begin))
              + (far.isEmpty() ? "" : ": " + far));
    }

    @Override
    public void close() {
      end(this);
    }
  }

  Step begin(String what, Output output) {
    Step step = new Step(what, output);
    synchronized (this) {
      steps.push(step);
      if (thread.getState() == Thread.State.NEW && !closed) {
        thread.start();
      } else if (idle) {
        notifyAll();
      }
    }
    return step;
  }

  /** Says how far the innermost work is that is under way; nothing happens if none is. */
  public synchronized void detail(Supplier<String> text) {
    if (!steps.isEmpty()) {
      steps.peek().detail(text);
    }
  }

  /** From here on nothing is shown: a question or a page has the screen. */
  public synchronized void hold() {
    holds++;
    if (!steps.isEmpty()) {
      clear(steps.peek());
    }
  }

  public synchronized void release() {
    holds--;
  }

  private synchronized void end(Step step) {
    steps.remove(step);
    clear(step);
  }

  private static void clear(Step step) {
    if (step.shown > 0) {
      step.shown = 0;
      step.output.progress(Optional.empty());
    }
  }

  private synchronized void watch() {
    try {
      while (!closed) {
        idle = steps.isEmpty();
        if (idle) {
          wait();
        } else {
          wait(LOOK_MILLIS);
          look(System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(long now) {
    Step step = steps.peek();
    if (step == null || holds > 0 || now - step.begin < QUIET_NANOS) {
      return;
    }
    long last = step.shown == 0 ? step.begin : step.shown;
    if (now - last >= step.output.progressInterval().toNanos()) {
      try {
        step.output.progress(Optional.of(step.line(now)));
        step.shown = now;
      } catch (OutputClosedException nobodyReads) {
        // Whoever prints data is told so, too, and ends the program.
        closed = true;
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}
