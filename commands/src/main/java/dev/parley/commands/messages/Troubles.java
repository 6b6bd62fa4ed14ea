package dev.parley.commands.messages;

import dev.parley.commands.Counts;
import dev.parley.commands.Durations;
import dev.parley.commands.Session;
import java.time.Duration;

/**
 * Says once a second how a {@code publish} in the background fares while it fares badly: while
 * messages fail, or none is confirmed. Only in front of a person.
 */
final class Troubles {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Session session;
  private final String name;
  private final Sending sending;
  private final Thread thread;
  private long failed;
  private boolean closed;

  private Troubles(Session session, String name, Sending sending) {
    this.session = session;
    this.name = name;
    this.sending = sending;
    this.thread = new Thread(this::watch, "parley-troubles-" + name);
    thread.setDaemon(true);
  }

  static Troubles of(Session session, String name, Sending sending) {
    Troubles troubles = new Troubles(session, name, sending);
    if (session.surroundings().interactive()) {
      troubles.thread.start();
    }
    return troubles;
  }

  private synchronized void watch() {
    try {
      while (!closed) {
        long until = System.nanoTime() + TICK.toNanos();
        for (long left = TICK.toMillis();
            left > 0 && !closed;
            left = (until - System.nanoTime()) / 1_000_000) {
          wait(left);
        }
        if (!closed) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Outcomes outcomes = sending.outcomes();
    long now = outcomes.failed();
    boolean open = sending.sent() > outcomes.confirmed() + outcomes.returned() + now;
    Duration quiet = outcomes.quiet();
    boolean stuck = open && quiet.compareTo(TICK) >= 0;
    if (now > failed || stuck) {
      session
          .feed()
          .notice(
              name,
              Counts.of(outcomes.confirmed())
                  + " confirmed"
                  + (now == 0 ? "" : ", " + Counts.of(now) + " failed")
                  + (stuck ? ", none for " + Durations.text(quiet) : ""));
    }
    failed = now;
  }

  /** From here on nothing is said. */
  void end() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(TICK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
