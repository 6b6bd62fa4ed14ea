package dev.parley.bench.transfer;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.tools.ConsumerPerformance;
import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own tools, and the rate that each reports for itself. */
final class PerformanceTools {
  private static final Pattern PRODUCED =
      Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec");

  private final String endpoint;
  private final long records;

  PerformanceTools(String endpoint, long records) {
    this.endpoint = endpoint;
    this.records = records;
  }

  /** Records a second. */
  double produce(String topic, int octets) throws Exception {
    String printed =
        printed(
            () ->
                ProducerPerformance.main(
                    new String[] {
                      "--topic",
                      topic,
                      "--num-records",
                      Long.toString(records),
                      "--record-size",
                      Integer.toString(octets),
                      "--throughput",
                      "-1",
                      "--bootstrap-server",
                      endpoint
                    }));
    // The last line is about all of them; those before are about five seconds each.
    Matcher matcher = PRODUCED.matcher(printed);
    double rate = -1;
    while (matcher.find()) {
      if (Long.parseLong(matcher.group(1)) == records) {
        rate = Double.parseDouble(matcher.group(2));
      }
    }
    return checked(rate, printed);
  }

  /** Records a second, the time for joining the group not counted. */
  double consume(String topic) throws Exception {
    String printed =
        printed(
            () ->
                ConsumerPerformance.main(
                    new String[] {
                      "--topic",
                      topic,
                      "--num-records",
                      Long.toString(records),
                      "--bootstrap-server",
                      endpoint,
                      "--timeout",
                      "20000"
                    }));
    // start, end, MB, MB/s, records, records/s, joining ms, fetching ms, MB/s, records/s
    double rate = -1;
    for (String line : printed.lines().toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length == 10 && cells[4].strip().matches("\\d+")) {
        rate = Long.parseLong(cells[4].strip()) < records ? -1 : Double.parseDouble(cells[9]);
      }
    }
    return checked(rate, printed);
  }

  private static double checked(double rate, String printed) {
    if (rate <= 0) {
      throw new IllegalStateException("the tool said: " + printed);
    }
    return rate;
  }

  private interface Tool {
    void run() throws Exception;
  }

  private static String printed(Tool tool) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capturing = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capturing);
      tool.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
