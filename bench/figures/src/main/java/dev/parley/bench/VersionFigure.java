package dev.parley.bench;

import java.io.IOException;
import java.util.List;

/** {@code parley --version} against a Java program that does nothing. */
final class VersionFigure implements Figure {
  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Child child = new Child(place);
    List<String> ours = List.of(place.parley(), "--version");
    List<String> peer = place.smallJava("", "Empty");
    Versus versus =
        Versus.measured(20, () -> child.run(ours).millis(), () -> child.run(peer).millis());
    return List.of(versus.row("--version / empty main", "ms", Target.atMost(3)));
  }
}
