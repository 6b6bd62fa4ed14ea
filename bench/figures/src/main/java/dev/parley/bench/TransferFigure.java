package dev.parley.bench;

import java.io.IOException;
import java.util.List;

/** Messages of 100 octets, against the performance tools of the brokers' makers. */
final class TransferFigure implements Figure {
  private static final int ROUNDS = 9;

  private final String what;

  /**
   * @param what {@code produce}, or {@code consume}, which is {@code json} as well; {@code
   *     amqp-embedded} or {@code amqp-process}
   */
  TransferFigure(String what) {
    this.what = what;
  }

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    List<String> printed = new Launched(place).lines(what, ROUNDS);
    if (what.equals("produce")) {
      return List.of(
          versus(printed, "produce ours ", "produce peer ")
              .row("publish / ProducerPerformance", "/s", Target.atLeast(0.9)));
    }
    if (what.startsWith("amqp-")) {
      String name = what.replace('-', ' ') + ": ";
      return List.of(
          versus(printed, "publish ours ", "publish peer ")
              .row(name + "publish / PerfTest", "/s", Target.atLeast(0.9)),
          versus(printed, "subscribe ours ", "subscribe peer ")
              .row(name + "subscribe / PerfTest", "/s", Target.atLeast(0.9)),
          versus(printed, "pull ours ", "pull peer ")
              .row(name + "pull / PerfTest polling", "/s", Target.atLeast(0.9)));
    }
    return List.of(
        versus(printed, "consume ours ", "consume peer ")
            .row("pull --quiet / ConsumerPerformance", "/s", Target.atLeast(0.9)),
        versus(printed, "json ours ", "consume peer ")
            .row("pull -o json / ConsumerPerformance", "/s", Target.atLeast(0.3)));
  }

  private static Versus versus(List<String> printed, String ours, String peer) {
    List<Double> a = rates(printed, ours);
    List<Double> b = rates(printed, peer);
    Versus versus = new Versus();
    for (int round = 0; round < a.size(); round++) {
      versus.add(a.get(round), b.get(round));
    }
    return versus;
  }

  private static List<Double> rates(List<String> printed, String prefix) {
    return printed.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> Double.valueOf(line.substring(prefix.length())))
        .toList();
  }
}
