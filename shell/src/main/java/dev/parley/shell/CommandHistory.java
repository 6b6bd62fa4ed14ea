package dev.parley.shell;

import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/** The lines of this and of earlier runs, but for those that hold a password. */
final class CommandHistory extends DefaultHistory {
  @Override
  public void add(Instant time, String line) {
    if (!Secrets.in(line)) {
      super.add(time, line);
    }
  }
}
