package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.notes.Cell;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The notes that come with the program do what they say. */
class NotesIT {
  private static final Language FIRST = Language.EN;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path folder;

  /** A run of the program: some places in notes of one language. */
  private record Part(Language language, String what, List<String> places) {}

  /**
   * Each cell of each note, and each section that a term leads to alone in a session of its own:
   * all at once, because most of the time is waiting for brokers. In both languages; but whether a
   * section runs alone is a matter of its commands, and where they are the same once is enough.
   */
  @TestFactory
  Stream<DynamicTest> everyCellPrintsWhatTheNoteSaysAndEveryDemonstrationRunsAlone()
      throws Exception {
    List<Part> parts = new ArrayList<>();
    for (Language language : Language.values()) {
      List<Note> notes = notes().stream().filter(note -> note.language() == language).toList();
      parts.add(new Part(language, "notes", notes.stream().map(Note::id).toList()));
      List<String> sections =
          notes.stream().flatMap(note -> demonstrations(note).stream()).toList();
      if (!sections.isEmpty()) {
        parts.add(new Part(language, "sections", sections));
      }
    }
    return cells(parts);
  }

  private static List<String> demonstrations(Note note) {
    List<String> slugs = note.frontMatter().demonstrates().values().stream().distinct().toList();
    for (String slug : slugs) {
      assertTrue(note.section(slug).isPresent(), note + " has no section " + slug);
    }
    return slugs.stream()
        .filter(slug -> !begins(note, slug) && !runsInFirstLanguage(note, slug))
        .map(slug -> note.id() + "#" + slug)
        .toList();
  }

  /** The first cells of a note run in a fresh session when the note runs. */
  private static boolean begins(Note note, String slug) {
    return note.cells().get(0).section().equals(slug);
  }

  /** The same section of the same note in the language before has the same commands. */
  private static boolean runsInFirstLanguage(Note note, String slug) {
    if (note.language() == FIRST) {
      return false;
    }
    int number = note.section(slug).orElseThrow().number();
    List<String> commands = commands(note, number);
    return notes().stream()
        .filter(other -> other.id().equals(note.id()))
        .filter(other -> other.language() == FIRST)
        .anyMatch(
            other ->
                other.sections().size() == note.sections().size()
                    && other.frontMatter().demonstrates().values().stream()
                        .anyMatch(same -> other.section(same).orElseThrow().number() == number)
                    && commands(other, number).equals(commands));
  }

  /** Of each line of a section's cells the command and what it is about; the rest may be words. */
  private static List<String> commands(Note note, int section) {
    return note.sections().get(section - 1).cells().stream()
        .flatMap(
            cell ->
                Stream.concat(
                    Stream.of(cell.kind() + " " + cell.name() + " " + cell.needs()),
                    cell.kind() == Cell.Kind.PARLEY
                        ? cell.source().lines().map(NotesIT::beginning)
                        : Stream.of(Long.toString(cell.source().lines().count()))))
        .toList();
  }

  private static String beginning(String line) {
    return Stream.of(line.split(" ", -1)).limit(2).collect(Collectors.joining(" "));
  }

  private static List<Note> notes() {
    List<Note> notes = Library.bundled().bundledNotes();
    assertFalse(notes.isEmpty());
    return notes;
  }

  /** Makes a test of each cell's outcome. */
  private Stream<DynamicTest> cells(List<Part> parts) throws Exception {
    Map<Part, Running> programs = new LinkedHashMap<>();
    List<DynamicTest> tests = new ArrayList<>();
    try {
      for (Part part : parts) {
        List<String> arguments = new ArrayList<>(List.of("test"));
        arguments.addAll(part.places());
        arguments.addAll(List.of("--junit", report(part).toString()));
        Running running =
            machine(new Program(folder.resolve("state")))
                .with("PARLEY_JAVA_OPTIONS", "-Duser.language=" + part.language().code())
                .in(folder)
                .start(arguments.toArray(String[]::new));
        programs.put(part, running);
      }
      for (Part part : parts) {
        Outcome outcome = running(programs, part).end(PATIENCE);
        assertTrue(Files.exists(report(part)), () -> "no report was written: " + outcome);
        List<Element> suites = suites(report(part));
        assertEquals(part.places().size(), suites.size(), outcome.toString());
        for (int i = 0; i < suites.size(); i++) {
          tests.addAll(outcomes(part, part.places().get(i), suites.get(i)));
        }
        String name = part.language().code() + " " + part.what();
        tests.add(DynamicTest.dynamicTest(name, () -> outcome.expect(0)));
      }
    } finally {
      programs.values().forEach(Running::close);
    }
    return tests.stream();
  }

  /** What decides which cells can run. */
  private static Program machine(Program program) {
    Program with = program;
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      String name = variable.getKey();
      if (name.equals("PARLEY_RABBITMQ") || name.startsWith("PARLEY_IMAGE_")) {
        with = with.with(name, variable.getValue());
      }
    }
    return with;
  }

  private static Running running(Map<Part, Running> programs, Part part) {
    return java.util.Objects.requireNonNull(programs.get(part));
  }

  private static List<DynamicTest> outcomes(Part part, String place, Element suite) {
    List<DynamicTest> tests = new ArrayList<>();
    NodeList cases = suite.getElementsByTagName("testcase");
    assertTrue(cases.getLength() > 0, "no cell ran of " + place);
    for (int i = 0; i < cases.getLength(); i++) {
      Element cell = (Element) cases.item(i);
      String name = part.language().code() + " " + place + " " + cell.getAttribute("name");
      NodeList failures = cell.getElementsByTagName("failure");
      NodeList skipped = cell.getElementsByTagName("skipped");
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> {
                assertEquals("", failures.getLength() == 0 ? "" : told((Element) failures.item(0)));
                if (skipped.getLength() > 0) {
                  skipped(name, ((Element) skipped.item(0)).getAttribute("message"));
                }
              }));
    }
    return tests;
  }

  /** What a machine does not have is no failure, unless it was to have everything. */
  private static void skipped(String name, String reason) {
    if (reason.equals("it is only shown (noexec)")) {
      return;
    }
    assertTrue(reason.startsWith("it needs "), reason);
    assertFalse("all".equals(System.getenv("PARLEY_REQUIRE")), reason);
    System.out.println(name + " skipped: " + reason);
  }

  private static String told(Element failure) {
    return failure.getAttribute("message") + "\n" + failure.getTextContent();
  }

  private Path report(Part part) {
    return folder.resolve(part.language().code() + "-" + part.what() + ".xml");
  }

  private static List<Element> suites(Path report) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("testsuite");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void aCellWhoseNeedIsNotMetIsSkippedAndSaysWhy() throws Exception {
    Files.writeString(
        folder.resolve("needs.md"),
        """
        # A

        ```parley needs=rabbitmq
        lang en
        ```

        ```parley needs=teleport
        lang en
        ```
        """);
    Program program = new Program(folder.resolve("state")).in(folder);
    program.run("trust", "./needs.md").expect(0);
    Outcome without =
        program.with("PARLEY_RABBITMQ", "/nowhere").run("test", "./needs.md").expect(0);
    assertTrue(
        without
            .data()
            .contains(
                "cell 1 skipped: it needs rabbitmq: PARLEY_RABBITMQ names /nowhere, which is no"
                    + " program"),
        without.toString());
    assertTrue(
        without.data().contains("cell 2 skipped: it needs teleport: parley knows no such need"),
        without.toString());
    assertTrue(without.words().contains("0 passed, 0 failed, 2 skipped"), without.toString());
    Outcome with = program.with("PARLEY_RABBITMQ", "/bin/sh").run("test", "./needs.md").expect(0);
    assertTrue(with.words().contains("1 passed, 0 failed, 1 skipped"), with.toString());
  }

  @Test
  void updateRewritesOnlyWhatNoLongerMatches() throws Exception {
    Program program = new Program(folder.resolve("state")).in(folder);
    Path copy = folder.resolve("copy.md");
    String source =
        """
        # A

        ```parley name=one
        lang en
        notes
        ```

        ```output
        ...
        kafka  <...>Kafka
        ...
        ```

        Text,\t\twith  odd   blanks\s\s

        ~~~~parley
        help exit
        ~~~~

        ```output
        exit — Leave; Ctrl-D does the same
          wrong
        ```
        The end, without a line end"""
            .replace("\n", "\r\n");
    Files.writeString(copy, source);
    program.run("trust", "./copy.md").expect(0);
    Outcome failed = program.run("test", "./copy.md").expect(1);
    assertTrue(failed.data().contains("cell 2"), failed.toString());
    assertFalse(failed.data().contains("cell 1"), failed.toString());
    assertEquals(source, Files.readString(copy), "a test without --update changed the note");
    program.run("test", "./copy.md", "--update").expect(0);
    assertEquals(source.replace("  wrong\r\n", "  exit\r\n"), Files.readString(copy));
    program.run("test", "./copy.md").expect(0);
  }

  @Test
  void aForeignNoteRunsOnNoRouteBeforeItIsTrusted() throws Exception {
    Program program = new Program(folder.resolve("state")).in(folder);
    Path proof = folder.resolve("proof");
    Path note = folder.resolve("foreign.md");
    String cell = "java java.nio.file.Files.writeString(Path.of(\"" + proof + "\"), \"ran\");";
    String source = "# Hello\n\n```parley\n" + cell.replace("Path.of", "java.nio.file.Path.of");
    source += "\n```\n";
    Files.writeString(note, source);
    List<Outcome> refused =
        List.of(
            program.run("run", "./foreign.md"),
            program.run("run", "./foreign.md#hello"),
            program.run("test", "./foreign.md"),
            program.run("test", "."),
            program.run("-e", "open ./foreign.md; run 1"),
            program.run("-e", "open ./foreign.md; run"),
            program.run("-e", "open ./foreign.md; run all"),
            program.run("-e", "vault .; run foreign"),
            program.run("-e", "vault .; open foreign; run hello"),
            program.feed("open ./foreign.md\nrun 1\ny\n"));
    for (Outcome outcome : refused) {
      outcome.expect(1);
      assertTrue(outcome.words().contains("is not trusted"), outcome.toString());
      assertTrue(outcome.words().contains("trust "), outcome.toString());
    }
    try (TerminalSession terminal = new TerminalSession(program)) {
      terminal.run("open ./foreign.md");
      terminal.enter("run 1");
      terminal.await("Run them? [y/N]");
      terminal.type("n\r");
      terminal.await("is not trusted, so nothing of it runs");
      terminal.awaitPrompt();
      terminal.type("\r");
      terminal.await("▸ cell 1");
      terminal.awaitPrompt();
      terminal.type("\r");
      terminal.awaitThat(
          "the question again", () -> terminal.text().split("Run them", -1).length > 2);
      terminal.type("\r");
      terminal.awaitPrompt();
    }
    assertFalse(Files.exists(proof), "a cell of a note that nobody trusts ran");

    program.run("trust", "./foreign.md").expect(0);
    program.run("run", "./foreign.md").expect(0);
    assertTrue(Files.exists(proof));

    Files.delete(proof);
    Files.writeString(note, source.replace("\"ran\"", "\"changed\""));
    program.run("run", "./foreign.md").expect(1);
    assertFalse(Files.exists(proof), "a changed cell ran");
    Files.writeString(note, "Other words.\n\n" + source);
    program.run("run", "./foreign.md").expect(0);
    assertTrue(Files.exists(proof), "the words around a cell are not the cell");
  }
}
