package dev.parley.shell;

import java.time.Duration;

/** Interrupts a thread when its time is up. */
final class Watchdog {
  private final Thread watched;
  private boolean stopped;
  private boolean fired;

  Watchdog(Thread watched) {
    this.watched = watched;
  }

  void start(Duration patience) {
    Thread thread = new Thread(() -> watch(patience), "parley-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void watch(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (long left = until - System.nanoTime();
          left > 0 && !stopped;
          left = until - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      return;
    }
    if (!stopped) {
      fired = true;
      watched.interrupt();
    }
  }

  synchronized boolean fired() {
    return fired;
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
