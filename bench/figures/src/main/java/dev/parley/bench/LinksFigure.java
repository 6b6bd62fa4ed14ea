package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code links} in a vault of a thousand notes with links that lead nowhere, the whole process. */
final class LinksFigure implements Figure {
  private static final int ROUNDS = 5;
  private static final int NOTES = 1_000;
  private static final int LINKS = 10;

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Path vault = Files.createDirectories(place.work().resolve("vault"));
    for (int note = 0; note < NOTES; note++) {
      StringBuilder text = new StringBuilder("# Note " + note + "\n\n");
      for (int link = 0; link < LINKS; link++) {
        text.append("Tea number ").append(link).append(" goes to [[nowhere ");
        text.append(note * LINKS + link).append("]] and [there](gone/").append(link);
        text.append(".md), or to nobody at all. ").append("It is a plain line. ".repeat(10));
        text.append("\n\n");
      }
      Files.writeString(vault.resolve("n" + note + ".md"), text + "[[n0]]\n");
    }
    Child child = new Child(place);
    List<String> command = List.of(place.parley(), "-e", "vault '" + vault + "'; open n1; links");
    Median seconds = new Median();
    for (int round = 0; round <= ROUNDS; round++) {
      double taken = child.run(command).millis() / 1000;
      if (round > 0) {
        seconds.add(taken);
      }
    }
    return List.of(
        Row.absolute("links, vault of 1,000 notes", "s", seconds.value(), Target.atMost(3)));
  }
}
