package dev.parley.bench;

import java.io.IOException;
import java.util.List;

/** A broker, a group, a record, and the end: the whole process, against spring-kafka-test's. */
final class FirstMessageFigure implements Figure {
  private static final String SCRIPT =
      "start kafka; subscribe kafka:first --as reader --from earliest; publish kafka:first hello";

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Child child = new Child(place);
    List<String> ours = List.of(place.parley(), "-e", SCRIPT);
    List<String> peer =
        place.plainJava("embedded-kafka", "dev.parley.bench.springkafka.FirstMessage");
    Versus versus =
        Versus.measured(7, () -> consumed(child.run(ours)), () -> child.run(peer).millis());
    return List.of(versus.row("first message / spring-kafka-test", "ms", Target.atMost(0.5)));
  }

  private static double consumed(Child.Run run) {
    if (run.printed().lines().noneMatch(line -> line.matches("reader .*kafka:first.* hello"))) {
      throw new IllegalStateException("not consumed: " + run.printed());
    }
    return run.millis();
  }
}
