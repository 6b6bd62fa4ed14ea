package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long {@code start} takes, as it says itself: the start of the process is not counted. */
final class ReadyFigure implements Figure {
  private static final int ROUNDS = 7;
  private static final Pattern READY =
      Pattern.compile("^(kafka|rabbit|sqs) .* ready on .* in ([\\d.]+) (ms|s)$", Pattern.MULTILINE);

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Child child = new Child(place);
    Map<String, Median> seconds = new LinkedHashMap<>();
    for (String system : List.of("rabbit", "sqs")) {
      for (int round = 0; round <= ROUNDS; round++) {
        // What was started is words about data, which go to the standard error.
        List<String> command =
            List.of("sh", "-c", "exec \"$0\" -e 'start " + system + "' 2>&1", place.parley());
        Matcher ready = READY.matcher(child.run(command).printed());
        if (!ready.find()) {
          throw new IllegalStateException(system + " did not say that it is ready");
        }
        double value = Double.parseDouble(ready.group(2));
        if (round > 0) {
          seconds
              .computeIfAbsent(system, each -> new Median())
              .add(ready.group(3).equals("ms") ? value / 1000 : value);
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    seconds.forEach(
        (system, median) ->
            rows.add(Row.absolute("ready: " + system, "s", median.value(), Target.atMost(2))));
    return rows;
  }
}
