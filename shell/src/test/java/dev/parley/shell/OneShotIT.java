package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same words without a terminal. */
class OneShotIT {
  private static final String ESCAPE = "\u001b";

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void payloadsGoThroughAsTyped() throws Exception {
    List<String> payloads =
        List.of(
            "{\"id\":1, \"item\":\"green tea\"}",
            "{\"price\":\"$5 & up!\", \"rule\":\"a > b | c\"}",
            "{\"who\":\"O'Brien\", \"path\":\"C:\\\\temp\\\\new\", \"quote\":\"\\\"x\\\"\"}",
            "{\"чай\":\"зелёный; чёрный\", \"n\":[1,2,{\"a\":null}]}",
            "{\"options\":\"--key -H # `id` ~ * ?\"}",
            "[1, \"two; three\", {\"four\":\"}\"}]");
    StringBuilder script = new StringBuilder("# a comment\nstart kafka\n");
    payloads.forEach(
        payload -> script.append("publish kafka:t ").append(payload).append(" --key k\n"));
    script.append("publish kafka:t it's plain words, $HOME > /dev/null\n");
    script.append("pull kafka:t --from earliest; pull kafka:t --from earliest -o json --count 2\n");
    Path file = folder.resolve("script.parley");
    Files.writeString(file, script);

    Outcome outcome = program.run("-f", file.toString()).expect(0);

    List<String> lines = outcome.lines();
    for (int i = 0; i < payloads.size(); i++) {
      assertTrue(lines.contains("published  kafka:t[0]@" + i), outcome.toString());
      assertTrue(lines.contains("kafka:t[0]@" + i + "  k  " + payloads.get(i)), outcome.toString());
    }
    assertTrue(
        lines.contains("kafka:t[0]@6  it's plain words, $HOME > /dev/null"), outcome.toString());
    List<String> records = lines.stream().filter(line -> line.startsWith("{")).toList();
    assertEquals(2, records.size(), outcome.toString());
    assertTrue(
        records.get(0).contains("\"payload\":\"{\\\"id\\\":1, \\\"item\\\":\\\"green tea\\\"}\""),
        records.get(0));
    assertTrue(outcome.words().contains("ready on 127.0.0.1:"), outcome.toString());
    assertTrue(outcome.words().contains("7 messages"), outcome.toString());
    assertFalse(outcome.data().contains("ready on"), outcome.toString());
    assertFalse(outcome.toString().contains(ESCAPE), outcome.toString());
  }

  @Test
  void recordsMakeARoundTripWithoutLoss() throws Exception {
    String binary = "\"//4AgYKD\"";
    List<String> records =
        List.of(
            "\"key\":\"k\",\"keyEncoding\":\"utf8\",\"headers\":[{\"name\":\"h\",\"value\":\"1\",\"encoding\":\"utf8\"},{\"name\":\"h\",\"value\":\"2\",\"encoding\":\"utf8\"},{\"name\":\"a\",\"value\":null,\"encoding\":\"utf8\"}],\"payload\":\"чай \\\"☕\\\" \\u0000\\u0001\\t\\n\\u001b[31m\\u007f\\u009b\\u202e\",\"payloadEncoding\":\"utf8\"",
            "\"key\":"
                + binary
                + ",\"keyEncoding\":\"base64\",\"headers\":[{\"name\":\"b\",\"value\":"
                + binary
                + ",\"encoding\":\"base64\"}],\"payload\":"
                + binary
                + ",\"payloadEncoding\":\"base64\"",
            "\"key\":\"gone\",\"keyEncoding\":\"utf8\",\"headers\":[],\"payload\":null,\"payloadEncoding\":\"utf8\"",
            "\"key\":null,\"keyEncoding\":\"utf8\",\"headers\":[],\"payload\":\"\",\"payloadEncoding\":\"utf8\"");
    Path data = folder.resolve("data");
    String first =
        program
            .feed(
                records.stream()
                    .map(record -> "{" + record + ",\"timestamp\":\"2026-01-31T12:00:00.123Z\"}\n")
                    .reduce("", String::concat),
                "-e",
                "start kafka --data "
                    + data
                    + "; publish kafka:first --json --quiet -o json; "
                    + "pull kafka:first --from earliest -o json")
            .expect(0)
            .data();
    List<String> pulled = first.lines().filter(line -> line.contains("\"payload\"")).toList();
    assertEquals(records.size(), pulled.size(), first);

    Outcome second =
        program
            .feed(
                String.join("\n", pulled),
                "-e",
                "start kafka --data "
                    + data
                    + "; publish kafka:second --json --quiet; "
                    + "pull kafka:second --from earliest -o json")
            .expect(0);
    List<String> again =
        second.lines().stream().filter(line -> line.contains("\"payload\"")).toList();
    assertEquals(
        pulled.stream().map(line -> line.replace("kafka:first", "kafka:second")).toList(), again);
    String all = String.join("\n", again);
    for (String expected :
        List.of(
            "{\"name\":\"h\",\"value\":\"1\"",
            "{\"name\":\"h\",\"value\":\"2\"",
            "{\"name\":\"a\",\"value\":null",
            "\"key\":" + binary + ",\"keyEncoding\":\"base64\"",
            "\"payload\":" + binary + ",\"payloadEncoding\":\"base64\"",
            "{\"name\":\"b\",\"value\":" + binary + ",\"encoding\":\"base64\"}",
            "\"payload\":null",
            "\"key\":null",
            "\"payload\":\"\"",
            "2026-01-31T12:00:00.123Z",
            "\\u001b[31m")) {
      assertTrue(all.contains(expected), () -> "no " + expected + " in\n" + all);
    }
    assertTrue(all.contains("чай \\\"") || all.contains("\\u0447"), all);
    assertTrue(
        all.chars().noneMatch(c -> c != '\n' && (Character.isISOControl(c) || c == 0x202e)), all);
    assertTrue(
        again.get(0).indexOf("\"value\":\"1\"") < again.get(0).indexOf("\"value\":\"2\""), all);
  }

  @Test
  void whatIsNotThereInTimeEndsWith124() throws Exception {
    Outcome outcome =
        program.run(
            "-e",
            "start kafka; publish kafka:t one; pull kafka:t --from earliest --count 3 --timeout 1s;"
                + " notes");
    outcome.expect(124);
    assertTrue(outcome.lines().contains("kafka:t[0]@0  one"), outcome.toString());
    assertTrue(outcome.words().contains("1 of 3 messages"), outcome.toString());
    assertFalse(outcome.data().contains("asynchronous"), "it went on after an error: " + outcome);
  }

  @Test
  void ctrlCEndsWith130AndLeavesNothingBehind() throws Exception {
    try (Running running =
        program.start(
            "-e",
            "start kafka; subscribe kafka:t --as s; publish kafka:t {n} --count 100000 --rate 50")) {
      running.awaitData("kafka:t[0]@2  3");
      running.signal("INT");
      Outcome outcome = running.end(Duration.ofSeconds(20)).expect(130);
      assertFalse(outcome.words().contains("\tat "), outcome.toString());
    }
    assertEquals(List.of(), temporaryData(program.state()));
  }

  @Test
  void aReaderThatLeavesEarlyIsNoError() throws Exception {
    Path words = folder.resolve("words");
    ProcessBuilder builder =
        new ProcessBuilder(
                program.launcher(),
                "-e",
                "start kafka; publish kafka:t {n} --count 50000 --quiet; pull kafka:t --from 10")
            .directory(folder.toFile())
            .redirectError(words.toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String line = reader.readLine();
        while (line != null && !line.startsWith("kafka:t[")) {
          line = reader.readLine();
        }
        assertEquals("kafka:t[0]@10  11", line);
      }
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on without a reader");
      String said = Files.readString(words);
      assertEquals(141, process.exitValue(), said);
      assertFalse(said.contains("✗") || said.contains("Exception"), said);
    } finally {
      process.destroyForcibly();
    }
    assertEquals(List.of(), temporaryData(program.state()));
  }

  @Test
  void quietMeansNothingButWhatWasAskedFor() throws Exception {
    Outcome outcome =
        program.run(
            "--quiet",
            "-e",
            "start kafka; create kafka:t; publish kafka:t one -o json;"
                + " pull kafka:t --from earliest; stop kafka");
    outcome.expect(0);
    assertEquals("", outcome.words());
    assertEquals(2, outcome.lines().stream().filter(line -> line.contains("kafka:t")).count());
    assertEquals("kafka:t[0]@0  one", outcome.lines().get(outcome.lines().size() - 1));
  }

  @Test
  void pipedLinesRunAndEachArgumentIsOneWord() throws Exception {
    Outcome piped = program.feed("notes\n# nothing\nnotes; notes\n").expect(0);
    assertEquals(3, piped.lines().stream().filter(line -> line.startsWith("kafka ")).count());

    Path note = folder.resolve("my note; notes.md");
    Files.writeString(note, "# A heading\n\nThe text of it.\n");
    Outcome opened = program.run("open", note.toString()).expect(0);
    assertTrue(opened.data().contains("The text of it."), opened.toString());
    assertFalse(opened.data().contains("asynchronous"), opened.toString());
    assertEquals(opened.data(), program.run("open", "./my note; notes.md").expect(0).data());
  }

  @Test
  void whatIsNotUnderstoodSaysWhatWasMeant() throws Exception {
    Outcome command = program.run("-e", "notes; pubilsh kafka:t x; help");
    command.expect(2);
    assertTrue(command.data().contains("asynchronous"), command.toString());
    assertFalse(command.data().contains("subscribe"), "it went on after an error: " + command);
    assertTrue(command.words().contains("did you mean publish?"), command.toString());
    assertEquals(1, command.answers().size(), command.words());

    Outcome option = program.run("publish", "kafka:t", "x", "--kee", "1").expect(2);
    assertTrue(option.words().contains("did you mean --key?"), option.toString());
    program.run("--bogus").expect(2);
    program.run("start").expect(2);
  }

  @Test
  void aWordThatIsNoAddressOrNumberIsNotUnderstood() throws Exception {
    Outcome address = program.run("publish", "nonsense", "x");
    Outcome number = program.run("publish", "kafka:t", "x", "--count", "many");
    Outcome duration = program.run("pull", "kafka:t", "--timeout", "soon");
    assertEquals(
        List.of(2, 2, 2),
        List.of(address.code(), number.code(), duration.code()),
        () -> address + "\n" + number + "\n" + duration);
  }

  @Test
  void whatFailsSaysWhatToDo() throws Exception {
    Outcome broker = program.run("publish", "kafka:t", "x").expect(1);
    assertEquals("", broker.data());
    assertTrue(
        broker.words().startsWith("✗ kafka is not running — -e 'start kafka; …'"), broker.words());
    assertEquals(1, broker.answers().size(), broker.words());
    assertTrue(program.run("-e", "publish kafka:t x").expect(1).words().contains("— start kafka"));

    Outcome file = program.run("-f", folder.resolve("missing").toString()).expect(1);
    assertTrue(file.words().contains("no such file"), file.toString());
    assertEquals(1, file.answers().size(), file.words());

    Outcome directory = program.run("-f", folder.toString()).expect(1);
    assertEquals(1, directory.answers().size(), directory.words());
    assertFalse(directory.words().contains("bug"), directory.words());

    Outcome note = program.run("open", folder.resolve("missing.md").toString()).expect(1);
    assertEquals(1, note.answers().size(), note.words());
  }

  @Test
  void onlyATerminalWithColoursGetsEscapeSequences() throws Exception {
    assertFalse(program.run("open", "index").expect(0).toString().contains(ESCAPE));
    try (TerminalSession coloured = new TerminalSession(program, "open", "index")) {
      assertEquals(0, coloured.end(Duration.ofSeconds(30)));
      assertTrue(coloured.transcript().contains(ESCAPE + "["), coloured.transcript());
    }
    try (TerminalSession plain =
        new TerminalSession(program.with("NO_COLOR", "1"), "open", "index")) {
      assertEquals(0, plain.end(Duration.ofSeconds(30)));
      assertTrue(plain.transcript().contains("A first taste"), plain.transcript());
      assertFalse(plain.transcript().contains(ESCAPE), plain.transcript());
    }
    try (TerminalSession dumb = new TerminalSession(program.with("TERM", "dumb"), "notes")) {
      assertEquals(0, dumb.end(Duration.ofSeconds(30)));
      assertFalse(dumb.transcript().contains(ESCAPE), dumb.transcript());
    }
  }

  @Test
  void manyCommandsInOneScriptKeepTheirOrder() throws Exception {
    String script =
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> "help publish")
            .reduce("", (a, b) -> a + b + ";");
    assertEquals(
        50,
        program.run("-e", script).expect(0).lines().stream()
            .filter(line -> line.startsWith("publish — "))
            .count());
  }

  static List<Path> temporaryData(Path state) throws IOException {
    Path data = state.resolve("kafka-data");
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data)) {
      return files.toList();
    }
  }
}
