package dev.parley.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jline.builtins.ScreenTerminal;

/**
 * Sees when a key that was pressed is on the screen. Each key is a letter that occurs nowhere else,
 * so its first appearance is its echo.
 */
final class Echoes {
  private static final int MOST_COLUMNS = PseudoTerminal.WIDTH;

  private final ScreenTerminal screen = new ScreenTerminal(MOST_COLUMNS, PseudoTerminal.HEIGHT);
  private final Deque<Key> pressed = new ArrayDeque<>();
  private final Median millis = new Median();
  private int echoed;

  private record Key(char letter, long at) {}

  /** Has to be told before the key is pressed. */
  synchronized void pressing(char letter) {
    pressed.add(new Key(letter, System.nanoTime()));
  }

  /** A piece of what the program writes. */
  synchronized void wrote(String piece) {
    long now = System.nanoTime();
    while (!pressed.isEmpty() && piece.indexOf(pressed.peek().letter()) >= 0) {
      millis.add((now - pressed.remove().at()) / 1e6);
      echoed++;
    }
    screen.write(piece);
    notifyAll();
  }

  /** Waits until a line of the screen ends with a text. */
  synchronized boolean shows(String text, long patienceMillis) throws InterruptedException {
    long until = System.nanoTime() + patienceMillis * 1_000_000;
    while (screen.toString().lines().noneMatch(line -> line.stripTrailing().endsWith(text))) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized String screen() {
    return screen.toString();
  }

  synchronized int echoed() {
    return echoed;
  }

  synchronized double percentile(double share) {
    return millis.percentile(share);
  }
}
