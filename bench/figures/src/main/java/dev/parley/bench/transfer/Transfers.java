package dev.parley.bench.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs in a JVM that the launcher has started with its own flags. The broker is in this JVM; Parley
 * and the tools use it by turns. Prints one line a measurement: what, who, records a second.
 */
public final class Transfers {
  private static final long RECORDS = 1_000_000;
  private static final int OCTETS = 100;

  private Transfers() {}

  /**
   * @param arguments a directory for everything, what is measured ({@code produce}, {@code
   *     consume}, {@code amqp-embedded}, {@code amqp-process}, {@code sqs}, {@code failover-kafka},
   *     {@code failover-rabbit}), the rounds; whatever follows is not read
   */
  public static void main(String[] arguments) {
    int code = 1;
    try {
      run(arguments);
      code = 0;
    } catch (Exception | Error failed) {
      System.err.println(failed);
    }
    // Brokers leave threads behind.
    System.exit(code);
  }

  private static void run(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[2]);
    switch (arguments[1]) {
      case "produce", "consume" -> kafka(directory, arguments[1], rounds);
      case "amqp-embedded" -> new AmqpTransfers(directory, "rabbit", OCTETS).run(rounds);
      case "amqp-process" ->
          new AmqpTransfers(directory, "rabbit --mode process", OCTETS).run(rounds);
      case "failover-kafka" -> new Failovers(directory).kafka(rounds);
      case "failover-rabbit" -> new Failovers(directory).rabbit(rounds);
      case "sqs" -> new SqsTransfers(directory, OCTETS).run(rounds);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void kafka(Path directory, String what, int rounds) throws Exception {
    try (ParleyCommands ours = new ParleyCommands(directory, RECORDS, false)) {
      PerformanceTools tools = new PerformanceTools(ours.start("kafka"), RECORDS);
      if (what.equals("produce")) {
        produce(ours, tools, rounds);
      } else {
        consume(ours, tools, rounds, directory.resolve("records.json"));
      }
    }
  }

  private static void produce(ParleyCommands ours, PerformanceTools tools, int rounds)
      throws Exception {
    for (int round = 0; round <= rounds; round++) {
      String topic = "ours-" + round;
      ours.run("create kafka:" + topic);
      print("produce", "ours", ours.publish("kafka:" + topic, OCTETS), round);
      ours.run("delete kafka:" + topic);
      topic = "peer-" + round;
      ours.run("create kafka:" + topic);
      print("produce", "peer", tools.produce(topic, OCTETS), round);
      ours.run("delete kafka:" + topic);
    }
  }

  private static void consume(ParleyCommands ours, PerformanceTools tools, int rounds, Path file)
      throws Exception {
    ours.run("create kafka:log");
    ours.publish("kafka:log", OCTETS);
    for (int round = 0; round <= rounds; round++) {
      print("consume", "ours", ours.pull("kafka:log --from earliest"), round);
      print("consume", "peer", tools.consume("log"), round);
      print("json", "ours", ours.pullAsJson("log", file), round);
      Files.delete(file);
    }
  }

  /** The first round is for warming up. */
  static void print(String what, String who, double rate, int round) {
    System.out.printf(Locale.ROOT, "%s%s %s %.0f%n", round == 0 ? "warm-up " : "", what, who, rate);
    System.out.flush();
  }
}
