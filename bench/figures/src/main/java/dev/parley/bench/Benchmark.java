package dev.parley.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Measures the figures that are named, or all, and prints the table. */
public final class Benchmark {
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final PrintStream out;

  private Benchmark(PrintStream out) {
    this.out = out;
    TransferFigure consume = new TransferFigure("consume");
    figures.put("version", new VersionFigure());
    figures.put("prompt", new PromptFigure());
    figures.put("first-message", new FirstMessageFigure());
    figures.put("ready", new ReadyFigure());
    figures.put("start-rabbit", new StartRabbitFigure());
    figures.put("links", new LinksFigure());
    figures.put("markdown", new MarkdownFigure());
    figures.put("produce", new TransferFigure("produce"));
    figures.put("consume", consume);
    figures.put("json", consume);
    figures.put("amqp-embedded", new TransferFigure("amqp-embedded"));
    figures.put("amqp-process", new TransferFigure("amqp-process"));
    figures.put("sqs", new SqsFigure());
    figures.put("failover-kafka", new FailoverFigure("kafka", 4000));
    figures.put("failover-rabbit", new FailoverFigure("rabbit", 1000));
    figures.put("flood", new FloodFigure(2_000, 50));
    figures.put("flood-10000", new FloodFigure(10_000, 20));
    figures.put("memory", new MemoryFigure());
  }

  /**
   * @param arguments the project's folder, then names of figures
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // The clients here are noise, not what is measured.
    Logger.getLogger("").setLevel(Level.WARNING);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> names = List.of(arguments).subList(1, arguments.length);
    int code = new Benchmark(out).run(Path.of(arguments[0]), names);
    // The clients that flooded may have left threads behind.
    System.exit(code);
  }

  /** 0 if every target was met, 1 if one was missed, 2 if a name is none. */
  private int run(Path home, List<String> names) throws IOException, InterruptedException {
    Set<Figure> asked = new LinkedHashSet<>();
    for (String name : names.isEmpty() ? figures.keySet() : names) {
      Figure figure = figures.get(name);
      if (figure == null) {
        out.println("no figure is called " + name + "; there are: " + figures.keySet());
        return 2;
      }
      asked.add(figure);
    }
    Path work = Files.createTempDirectory("parley-bench-");
    try {
      return table(new Place(home, work), asked);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private int table(Place place, Set<Figure> asked) throws IOException, InterruptedException {
    out.println(Row.heading().line());
    List<Row> missed = new ArrayList<>();
    for (Figure figure : asked) {
      for (Row row : figure.measure(place)) {
        out.println(row.line());
        if (row.verdict().equals("missed")) {
          missed.add(row);
        }
      }
    }
    return missed.isEmpty() ? 0 : 1;
  }
}
