package dev.parley.bench;

import java.io.IOException;
import java.util.List;

/** How many messages a second the embedded SQS takes. */
final class SqsFigure implements Figure {
  private static final int ROUNDS = 5;

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    List<String> printed = new Launched(place).lines("sqs", ROUNDS);
    return List.of(
        row(printed, "single", Target.atLeast(500)), row(printed, "batched", Target.atLeast(2000)));
  }

  private static Row row(List<String> printed, String what, Target target) {
    Median rates = new Median();
    String prefix = what + " ours ";
    for (String line : printed) {
      if (line.startsWith(prefix)) {
        rates.add(Double.parseDouble(line.substring(prefix.length())));
      }
    }
    return Row.absolute("sqs: publish, " + what, "/s", rates.value(), target);
  }
}
