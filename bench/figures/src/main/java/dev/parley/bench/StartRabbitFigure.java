package dev.parley.bench;

import java.io.IOException;
import java.util.List;

/** {@code parley -e 'start rabbit'}, the whole process: start, and end with its data removed. */
final class StartRabbitFigure implements Figure {
  private static final int ROUNDS = 7;

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Child child = new Child(place);
    Median seconds = new Median();
    for (int round = 0; round <= ROUNDS; round++) {
      double taken = child.run(List.of(place.parley(), "-e", "start rabbit")).millis() / 1000;
      if (round > 0) {
        seconds.add(taken);
      }
    }
    return List.of(
        Row.absolute("start rabbit, whole process", "s", seconds.value(), Target.atMost(2.5)));
  }
}
