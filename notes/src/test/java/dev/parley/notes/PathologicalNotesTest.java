package dev.parley.notes;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.notes.render.NoteRenderer;
import dev.parley.notes.render.RenderedNote;
import dev.parley.notes.render.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathologicalNotesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "_",
        "**a ",
        "[",
        "![",
        "[[",
        "]]",
        "![[a",
        "`",
        "``` ",
        "<",
        "<!--",
        "<a ",
        "&",
        "~~",
        "\\",
        "> ",
        "- ",
        "1. ",
        "#",
        "| ",
        "[a](",
        "[^1]",
        "![a][",
        "*a **a ",
        "\t",
        " ",
        "\u0000",
        "\u001b]",
        "://",
        "http://a.b(",
        "\ud83d",
        "日",
        "\u0301",
        "👨\u200d",
        "x",
        "> [!",
        "\r",
        "$",
        "$a",
        "$a ",
        "$$a ",
        "$a$",
        " $a b$c",
        "%",
        "%%",
        "%%a ",
        "%a%%",
        "=",
        "==",
        "==a ",
        "a==b===",
        "^[",
        "^[a",
        "^[a]",
        " ^a",
        "<br>",
        "<a id='",
        "<details>",
        "<summary>",
        "a<!--",
        "![[a.png|",
        "![[a.png]]"
      })
  void manyOfTheSameTakeNoLongerThanTheirLength(String part) {
    String source = part.repeat(100_000);
    RenderedNote rendered = assertTimeoutPreemptively(ofSeconds(20), () -> render(source));
    rendered.lines().forEach(line -> assertTrue(line.styled().columnLength() <= 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| a |\n|---|\n",
        "- a\n",
        "\n",
        "a\n\n",
        "```parley\n",
        "# a\n",
        "[a]: b\n",
        "---\n",
        "$$\n",
        "%%\n",
        "%% a %%\n\n",
        "a ^b\n",
        "a ^b\n\n",
        "<details><summary>\n",
        "<details>\n\n",
        "<!--\n",
        "> [!note]- a\n\n",
        "| <br> |\n|---|\n"
      })
  void manyLinesOfTheSameTakeNoLongerThanTheirLength(String line) {
    assertTimeoutPreemptively(ofSeconds(20), () -> render(line.repeat(50_000)));
  }

  @Test
  void aParagraphOfLinksTakesNoLongerThanItsLength() {
    assertTimeoutPreemptively(ofSeconds(10), () -> render("[l](http://u) ".repeat(100_000)));
    assertTimeoutPreemptively(ofSeconds(10), () -> render("[l](u)".repeat(100_000)));
  }

  @Test
  void nestingIsBoundedAndNothingIsWiderThanTheTerminal() {
    StringBuilder source = new StringBuilder();
    for (int depth = 0; depth < 300; depth++) {
      source.append("  ".repeat(depth)).append("- item\n");
    }
    Note note = Notes.foreign("n", source.toString());
    assertFalse(note.warnings().isEmpty());
    new NoteRenderer(Theme.plain(), 40)
        .render(note)
        .lines()
        .forEach(line -> assertTrue(line.styled().columnLength() <= 40, line::text));
  }

  @Test
  void nestedEmphasisIsBounded() {
    String source = "*a **a ".repeat(5000) + "b" + " a** a*".repeat(5000);
    assertTimeoutPreemptively(ofSeconds(20), () -> render(source));
  }

  @Test
  void aLineOfTenMillionCharactersIsCutWithAWarning() {
    Note note =
        assertTimeoutPreemptively(
            ofSeconds(20), () -> Notes.foreign("n", "a b ".repeat(2_500_000) + "\n# After\n"));
    assertEquals(1, note.warnings().size());
    assertEquals(2, note.sections().get(1).startLine());
    assertTrue(note.source().startsWith("# After", note.sections().get(1).startOffset()));
  }

  @Test
  void moreTextThanTheLimitIsCutWithAWarning() {
    Note note = Notes.foreign("n", "word\n\n".repeat(NoteParser.MAX_CHARACTERS / 6 + 100));
    assertEquals(1, note.warnings().size());
  }

  @Test
  void moreCellsThanTheLimitAreOnlyShown() {
    Note note = Notes.foreign("n", "```parley\nlist\n```\n\n".repeat(NoteParser.MAX_CELLS + 5));
    assertEquals(NoteParser.MAX_CELLS, note.cells().size());
    assertEquals(1, note.warnings().size());
  }

  private static RenderedNote render(String source) {
    return new NoteRenderer(Theme.coloured(true), 80).render(Notes.foreign("n", source));
  }
}
