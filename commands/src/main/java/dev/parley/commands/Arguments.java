package dev.parley.commands;

import dev.parley.brokers.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What was typed, understood.
 *
 * @param words the parameters, without the payload
 * @param payload as typed, without its quotes
 * @param quoted whether the payload had quotes
 */
public record Arguments(
    List<String> words, Optional<String> payload, boolean quoted, Settings settings) {
  public Arguments {
    words = List.copyOf(words);
  }

  /** The first parameter, which the definition requires. */
  public String first() {
    return words.get(0);
  }

  public Optional<String> word(int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }
}
