package dev.parley.commands.cell;

import dev.parley.notes.run.Needs;
import java.util.Optional;

/** What cells can ask for with {@code needs=}. */
final class Capabilities implements Needs {
  @Override
  public Optional<String> unmet(String need) {
    return Optional.of("parley cannot provide it here");
  }
}
