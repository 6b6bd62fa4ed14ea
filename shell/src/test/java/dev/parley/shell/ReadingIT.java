package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding one's way in a vault, and what is said of notes that cannot be taken as they are. */
class ReadingIT {
  private static final String CELL = "```parley\nlist\n```\n";

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void tagsAreFilteredWithWhatIsNestedInThem() throws Exception {
    Path vault = Files.createDirectory(folder.resolve("vault"));
    Files.writeString(vault.resolve("one.md"), "# One\n\nA #zoo/cats and a #zoology.\n");
    Files.writeString(vault.resolve("two.md"), "# Two\n\nThe whole #Zoo.\n");
    Outcome all = program.run("-e", "vault vault; tags zoo").expect(0);
    assertEquals(
        List.of("#Zoo two", "#zoo/cats one"),
        all.lines().stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceAll("\\s+", " ").strip())
            .sorted()
            .toList(),
        all.toString());
    Outcome nested = program.run("-e", "vault vault; tags #zoo/cats").expect(0);
    assertTrue(nested.data().contains("one"), nested.toString());
    assertFalse(nested.data().contains("two"), nested.toString());
    Outcome none = program.run("-e", "vault vault; tags zo").expect(0);
    assertTrue(none.words().contains("no note has the tag zo"), none.toString());
  }

  @Test
  void whatWasFoundIsNumberedAndOpened() throws Exception {
    Path vault = Files.createDirectory(folder.resolve("vault"));
    Files.writeString(vault.resolve("one.md"), "# One\n\nA quokka here.\n");
    Files.writeString(vault.resolve("two.md"), "# Two\n\nText.\n\n## Deep\n\nA quokka there.\n");
    Outcome found = program.run("-e", "vault vault; search quokka").expect(0);
    List<String> places = found.lines().stream().filter(line -> line.matches(" \\d+ .*")).toList();
    assertEquals(Set.of(" 1 ", " 2 "), Set.of(start(places, 0), start(places, 1)));
    String deep = places.get(0).contains("two#deep") ? "1" : "2";
    Outcome followed = program.run("-e", "vault vault; search quokka; follow " + deep).expect(0);
    String shown = followed.data().substring(found.data().length());
    assertTrue(shown.startsWith("Deep") && shown.contains("A quokka there."), shown);
    assertFalse(shown.contains("Text."), shown);
    assertEquals(1, program.run("-e", "vault vault; search quokka; follow 3").code());
  }

  private static String start(List<String> lines, int index) {
    return lines.get(index).substring(0, 3);
  }

  @Test
  void nextTurnsToAnotherPageEachTime() throws Exception {
    String open = "open asynchronous";
    String first = program.run("-e", "lang en; " + open).expect(0).data();
    String second = program.run("-e", "lang en; " + open + "; next").expect(0).data();
    String third = program.run("-e", "lang en; " + open + "; next; next").expect(0).data();
    assertTrue(second.startsWith(first) && third.startsWith(second), third);
    Set<String> pages =
        Set.of(first, second.substring(first.length()), third.substring(second.length()));
    assertEquals(3, pages.size());
    pages.forEach(page -> assertFalse(page.isBlank(), third));
  }

  @Test
  void whatIsCutIsSaidByWhateverReadsTheNote() throws Exception {
    Path note = folder.resolve("large.md");
    String line = "word ".repeat((1 << 20) / 5 + 10);
    Files.writeString(
        note,
        "# Large\n\n"
            + CELL
            + line
            + "\n\n"
            + "text of it\n\n".repeat(9 << 20).substring(0, 9 << 20));
    String cut = "large, line 6: only the first 1048576 characters of the line are shown";
    String end = "the note is too long; from here on it is not shown";
    program.run("trust", "./large.md").expect(0);
    for (String command : List.of("open", "run", "test")) {
      Outcome outcome = program.run(command, "./large.md").expect(0);
      assertTrue(outcome.words().contains(cut), outcome.words());
      assertTrue(outcome.words().contains(end), outcome.words());
    }
    Path report = folder.resolve("report.xml");
    Outcome tested = program.run("test", "./large.md", "--junit", report.toString()).expect(0);
    assertTrue(
        tested.words().contains("1 passed, 0 failed, 0 skipped, 2 warnings"), tested.words());
    String xml = Files.readString(report);
    assertTrue(xml.contains("<property name=\"warnings\" value=\"2\""), xml);
    assertTrue(xml.contains("line 6: only the first"), xml);
  }

  @Test
  void ofManyWarningsThreeAreSaidAndTheRestCounted() throws Exception {
    Files.writeString(
        folder.resolve("odd.md"), "# Odd\n\n" + "```parley timeout=soon\nlist\n```\n\n".repeat(5));
    Outcome outcome = program.run("open", "./odd.md").expect(0);
    List<String> said = outcome.words().lines().filter(line -> line.startsWith("odd")).toList();
    assertEquals(4, said.size(), outcome.toString());
    assertTrue(said.get(0).startsWith("odd, line 3: "), outcome.toString());
    assertEquals("odd: 2 more warnings", said.get(3));
  }
}
