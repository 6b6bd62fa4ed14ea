package dev.parley.bench.transfer;

import com.rabbitmq.perf.PerfTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RabbitMQ's PerfTest with the settings of Parley's commands, and the rate that it reports. */
final class PerfTestTool {
  private static final Pattern SENT = Pattern.compile("sending rate avg: ([\\d,.]+) msg/s");
  private static final Pattern RECEIVED = Pattern.compile("receiving rate avg: ([\\d,.]+) msg/s");

  private final String endpoint;
  private final long messages;

  PerfTestTool(String endpoint, long messages) {
    this.endpoint = endpoint;
    this.messages = messages;
  }

  /** Persistent, mandatory, at most 2,000 without a confirmation; messages a second. */
  double publish(String queue, int octets) throws Exception {
    return rate(
        SENT,
        "-x",
        "1",
        "-y",
        "0",
        "--predeclared",
        "-u",
        queue,
        "-s",
        Integer.toString(octets),
        "-f",
        "persistent",
        "-f",
        "mandatory",
        "-c",
        "2000",
        "-C",
        Long.toString(messages));
  }

  /** A prefetch of 250, a quarter of it acknowledged together; messages a second. */
  double consume(String queue) throws Exception {
    return rate(
        RECEIVED,
        "-x",
        "0",
        "-y",
        "1",
        "--predeclared",
        "-u",
        queue,
        "-q",
        "250",
        "-A",
        "62",
        "-D",
        Long.toString(messages));
  }

  /** With {@code basic.get}, 25 acknowledged together; messages a second. */
  double fetch(String queue) throws Exception {
    return rate(
        RECEIVED,
        "-x",
        "0",
        "-y",
        "1",
        "--predeclared",
        "-u",
        queue,
        "--polling",
        "-A",
        "25",
        "-D",
        Long.toString(messages));
  }

  private double rate(Pattern pattern, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("-h", endpoint.split(",", -1)[0]));
    all.addAll(List.of(options));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream console = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      PerfTest.main(
          all.toArray(String[]::new),
          new PerfTest.PerfTestOptions()
              .setSystemExiter(status -> {})
              .setSkipSslContextConfiguration(true)
              .setConsoleOut(console)
              .setConsoleErr(console));
    }
    String printed = bytes.toString(StandardCharsets.UTF_8);
    Matcher matcher = pattern.matcher(printed);
    if (!matcher.find()) {
      throw new IllegalStateException("the tool said: " + printed);
    }
    return Double.parseDouble(matcher.group(1).replace(",", ""));
  }
}
