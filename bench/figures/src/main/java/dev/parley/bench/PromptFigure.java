package dev.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** From the command to the prompt, in a pseudo-terminal, against {@code jshell}. */
final class PromptFigure implements Figure {
  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Versus versus =
        Versus.measured(
            10,
            () -> millis(place, place.parley(), "parley> "),
            () -> millis(place, place.java("jshell"), "jshell> "));
    return List.of(versus.row("prompt / jshell", "ms", Target.atMost(0.2)));
  }

  private static double millis(Place place, String program, String prompt)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (PseudoTerminal terminal = new PseudoTerminal(place, List.of(program))) {
      long seen = terminal.await(prompt, Duration.ofMinutes(1));
      return (seen - begin) / 1e6;
    }
  }
}
