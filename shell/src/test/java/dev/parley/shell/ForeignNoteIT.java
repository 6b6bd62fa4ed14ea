package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A note from somebody's vault, without cells: it comes alive as it is. */
class ForeignNoteIT {
  private static final Path NOTE = Path.of("src/test/resources/vault/общение.md").toAbsolutePath();
  private static final String OFFER = "▸ ";

  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  @Test
  void everythingInItIsShown() throws Exception {
    byte[] before = Files.readAllBytes(NOTE);
    Outcome outcome = program.run("open", NOTE.toString()).expect(0);
    String squeezed = outcome.data().replaceAll("\\s+", " ");
    for (String text :
        List.of(
            "архитектура",
            "Как говорят сервисы",
            "Когда ответ нужен сейчас же",
            "удалённый вызов",
            "договор в файле, потоки",
            "вложенный пункт",
            "ещё глубже",
            "https://example.org/a_b/1/",
            "Работники берут по одному, кто свободен",
            "вики-ссылка в никуда")) {
      assertTrue(squeezed.contains(text), () -> text + " is missing in\n" + outcome);
    }
    assertEquals("", outcome.words());
    assertFalse(outcome.data().contains("**"), outcome.toString());
    Outcome contents = program.run("toc", NOTE.toString()).expect(0);
    assertEquals(
        List.of("#чем", "#чем-1"),
        contents.lines().stream()
            .map(String::strip)
            .filter(line -> line.startsWith("Чем"))
            .map(line -> line.substring(line.indexOf('#')).split(" ", 2)[0])
            .toList(),
        contents.toString());
    assertTrue(java.util.Arrays.equals(before, Files.readAllBytes(NOTE)));
  }

  @Test
  void itsSectionsOfferCellsAndTheWordsToRunThemWork() throws Exception {
    List<String> lines = program.run("open", NOTE.toString()).expect(0).lines();
    assertEquals(List.of("run asynchronous#очередь-сообщений"), offers(lines, "Очередь сообщений"));
    assertEquals(List.of("run asynchronous#publish-subscribe"), offers(lines, "Publish/Subscribe"));
    List<String> all =
        lines.stream().map(String::strip).filter(line -> line.startsWith(OFFER)).toList();
    assertTrue(all.stream().anyMatch(line -> line.contains("kafka#")), all.toString());
    assertTrue(all.stream().anyMatch(line -> line.endsWith("#трудно-сломать")), all.toString());

    // As typed while the note is open, whatever the language of the rest.
    String offer = offers(lines, "Publish/Subscribe").get(0);
    Outcome run = program.run("-e", "open '" + NOTE + "'; " + offer).expect(0);
    assertTrue(run.data().contains(" ◂ kafka:"), run.toString());
    Outcome alone = program.run(offers(lines, "Очередь сообщений").get(0).split(" ", -1)).expect(0);
    assertTrue(alone.data().contains("published  "), alone.toString());
  }

  /** What is offered between a heading and the next one. */
  private static List<String> offers(List<String> lines, String heading) {
    int from = 0;
    while (!lines.get(from).strip().startsWith(heading)) {
      from++;
    }
    return lines.subList(from + 1, Math.min(lines.size(), from + 8)).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(OFFER))
        .map(line -> line.substring(line.indexOf(": run ") + 2))
        .limit(1)
        .toList();
  }
}
