package dev.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<String> printed = transferred(place);
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

  /**
   * The launcher itself starts the JVM, so that its flags are those of the shell: the class that is
   * given as the last option is the one that runs, and the rest of the line is its arguments.
   */
  private List<String> transferred(Place place) throws IOException, InterruptedException {
    Path state = Files.createDirectories(place.work().resolve("transfer"));
    ProcessBuilder builder =
        new ProcessBuilder(place.parley())
            .redirectError(place.work().resolve("err").toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(place.environment());
    String given = System.getenv().getOrDefault("PARLEY_JAVA_OPTIONS", "");
    builder
        .environment()
        .put(
            "PARLEY_JAVA_OPTIONS",
            String.join(
                " ",
                given,
                "-cp",
                // The program's jar first: the tools run with its clients.
                place.home().resolve("shell/target/parley.jar") + ":" + place.classPath("figures"),
                "dev.parley.bench.transfer.Transfers",
                state.toString(),
                what,
                Integer.toString(ROUNDS)));
    Process process = builder.start();
    List<String> lines = new ArrayList<>();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        System.err.println("  " + line);
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(place.work().resolve("err")));
    }
    return lines;
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
