package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where everything is.
 *
 * @param home the project's folder
 * @param work for files that last as long as the run
 */
record Place(Path home, Path work) {
  String parley() {
    return home.resolve("parley").toString();
  }

  /** The Java that {@code parley} takes, too. */
  String java(String program) {
    String home = System.getenv("JAVA_HOME");
    return home == null || home.isEmpty() ? program : home + "/bin/" + program;
  }

  /** The class path of a part of the benchmarks, itself first. */
  String classPath(String part) throws IOException {
    Path target = home.resolve("bench").resolve(part).resolve("target");
    return target.resolve("classes") + ":" + Files.readString(target.resolve("class-path")).strip();
  }

  /** A command that starts a class of a part with all its jars and Java's default flags. */
  List<String> plainJava(String part, String main, String... arguments) throws IOException {
    return command(classPath(part), main, arguments);
  }

  /**
   * A command that starts one of {@code dev.parley.bench.peer} with Java's default flags.
   *
   * @param jars what the names of the jars that it needs begin with; empty if it needs none
   */
  List<String> smallJava(String jars, String main, String... arguments) throws IOException {
    List<String> path = new ArrayList<>();
    for (String entry : classPath("figures").split(":", -1)) {
      boolean wanted = !jars.isEmpty() && Path.of(entry).getFileName().toString().startsWith(jars);
      if (path.isEmpty() || wanted) {
        path.add(entry);
      }
    }
    return command(String.join(":", path), "dev.parley.bench.peer." + main, arguments);
  }

  private List<String> command(String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java("java"), "-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What every child sees: its own state, and a terminal that can do what terminals can. */
  Map<String, String> environment() {
    return Map.of(
        "PARLEY_HOME",
        work.resolve("state").toString(),
        "TERM",
        "xterm-256color",
        "LC_ALL",
        "C.UTF-8");
  }
}
