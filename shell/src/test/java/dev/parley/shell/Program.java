package dev.parley.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the program as a child process, with a folder of its own for what it keeps. */
final class Program {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final Installation installation = Installation.ready();
  private final Path state;
  private final Path directory;
  private final Map<String, String> environment;

  /**
   * @param state the program's PARLEY_HOME
   */
  Program(Path state) {
    this(state, Path.of("").toAbsolutePath(), Map.of());
  }

  private Program(Path state, Path directory, Map<String, String> environment) {
    this.state = state;
    this.directory = directory;
    this.environment = environment;
  }

  /** The same, started in a folder. */
  Program in(Path folder) {
    return new Program(state, folder, environment);
  }

  /** The same, with one more variable in its environment. */
  Program with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Program(state, directory, more);
  }

  Path state() {
    return state;
  }

  Path directory() {
    return directory;
  }

  String launcher() {
    return installation.launcher().toString();
  }

  /** What starts it, to which arguments are added. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    if (ignoresSignals()) {
      // As a script's background job does with INT and nohup with HUP, and all that they start.
      command.addAll(List.of("env", "--default-signal=INT,HUP"));
    }
    command.add(launcher());
    return command;
  }

  private static boolean ignoresSignals() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 3) != 0);
    } catch (IOException noSuchFolder) {
      return false;
    }
  }

  /** All of its environment: nothing of the one that the tests run in decides what it does. */
  Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>(System.getenv());
    all.keySet()
        .removeIf(
            name ->
                name.startsWith("PARLEY_")
                    || name.startsWith("LC_")
                    || name.startsWith("LANG")
                    || name.equals("NO_COLOR"));
    all.put("LC_ALL", "C.UTF-8");
    all.put("TERM", "xterm-256color");
    all.put("PARLEY_HOME", state.toString());
    all.putAll(environment);
    // Short lives: the second compiler would cost them more than it gives.
    all.merge(
        "PARLEY_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1", (given, ours) -> ours + " " + given);
    return all;
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return feed("", arguments);
  }

  Outcome feed(String input, String... arguments) throws IOException, InterruptedException {
    try (Running running = start(arguments)) {
      running.feed(input.getBytes(StandardCharsets.UTF_8));
      return running.end(PATIENCE);
    }
  }

  Running start(String... arguments) throws IOException {
    List<String> command = command();
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    return new Running(builder.start());
  }
}
