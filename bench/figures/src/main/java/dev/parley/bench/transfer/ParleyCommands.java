package dev.parley.bench.transfer;

import dev.parley.brokers.amqp.Rabbit;
import dev.parley.brokers.kafka.Kafka;
import dev.parley.brokers.sqs.Sqs;
import dev.parley.commands.Commands;
import dev.parley.commands.Interpreter;
import dev.parley.commands.Line;
import dev.parley.commands.Screen;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.Surroundings;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parley's commands, as the prompt would run them, and the rate that each reports for itself. */
final class ParleyCommands implements AutoCloseable {
  private static final Pattern RATE = Pattern.compile("([\\d,]+)/s");
  private static final Pattern ENDPOINT = Pattern.compile("ready on (\\S+) in");

  private static final long PATIENCE_MILLIS = 300_000;

  private final Lines output = new Lines();
  private final Session session;
  private final Interpreter interpreter;
  private final long records;

  /**
   * @param interactive whether somebody sits in front of it, who is shown a part of a flood only
   */
  ParleyCommands(Path state, long records, boolean interactive) {
    session =
        new Session(
            new Surroundings(
                List.of(Kafka.kind(), Rabbit.kind(), Sqs.kind()),
                Library.bundled(),
                new Trust(state.resolve("trusted")),
                state,
                state,
                InputStream.nullInputStream(),
                Screen.NOBODY,
                interactive ? Surroundings.Mode.PROMPT : Surroundings.Mode.SCRIPT,
                Language.EN,
                need -> Optional.of("nothing is provided here")),
            output);
    interpreter = new Interpreter(new Commands(), session);
    this.records = records;
  }

  /**
   * Starts a broker; returns where it is.
   *
   * @param system {@code kafka}, or one with options
   */
  String start(String system) {
    return found(ENDPOINT, run("start " + system), 1);
  }

  String run(String line) {
    int code = interpreter.run(Line.parse(line));
    String said = output.taken();
    if (code != 0) {
      throw new IllegalStateException(line + " ended with " + code + ": " + said);
    }
    return said;
  }

  /** Records a second, as the command reports it. */
  double publish(String address, int octets) {
    return rate(run("publish " + address + " --count " + records + " --size " + octets));
  }

  /** Records a second once the consumer is connected, as PerfTest counts them. */
  double subscribe(String address) throws InterruptedException {
    run("subscribe " + address + " --as reader");
    Subscriptions.Entry reader = session.subscriptions().named("reader");
    long begin = System.nanoTime();
    long before = reader.waiting();
    // As the command await does; but that also waits until the last of them are on the screen, a
    // frame at a time, as fast as somebody can look.
    if (!reader.await(records, PATIENCE_MILLIS)) {
      throw new IllegalStateException("they did not come");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    run("unsubscribe reader");
    return (records - before) / seconds;
  }

  /** Records a second, as the command reports it. */
  double pull(String address) {
    String said = run("pull " + address + " --quiet");
    if (!said.contains(String.format(Locale.ROOT, "pulled  %,d ", records))) {
      throw new IllegalStateException("not all: " + said);
    }
    return rate(said);
  }

  /** Records a second from before the command is read until the file is closed. */
  double pullAsJson(String topic, Path file) throws java.io.IOException {
    long begin = System.nanoTime();
    try (OutputStream out = Files.newOutputStream(file)) {
      output.records(out);
      run("pull kafka:" + topic + " --from earliest -o json");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    try (var lines = Files.lines(file)) {
      if (lines.count() != records) {
        throw new IllegalStateException("not all of them are in the file");
      }
    }
    return records / seconds;
  }

  private static double rate(String said) {
    return Double.parseDouble(found(RATE, said, 1).replace(",", ""));
  }

  private static String found(Pattern pattern, String said, int group) {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + said);
    }
    return matcher.group(group);
  }

  @Override
  public void close() {
    session.close();
  }
}
