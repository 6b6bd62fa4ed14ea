package dev.parley.notes.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.notes.Demonstration;
import dev.parley.notes.Note;
import dev.parley.notes.Notes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever hostile text stands in a note, nothing of it reaches the terminal. */
class SafeNoteTest {
  private static final List<String> HOSTILE =
      List.of(
          "\u001b[2J",
          "&#27;[2J",
          "&#x1b;]52;c;aGk=&#7;",
          "&#x9b;2J",
          "\u009b2J",
          "\u009d52;c;aGk=\u009c",
          "\u001b]52;c;aGk=\u0007",
          "\u202eabc\u2066",
          "&#x202e;abc",
          "\u0008\u007f\u0085",
          "&#8;&#127;&#133;",
          "\ud83d");

  private static final List<String> PLACES =
      List.of(
          "text X text",
          "**X** *X* ~~X~~",
          "`X`",
          "``` \nX\n```",
          "```X\ncode\n```",
          "```java X\nint a; // X\n```",
          "```parley needs=X\npublish X\n```\n```output\nX\n```",
          "    X",
          "[a](http://b.c/X)",
          "[a](<http://b.c/X> \"X\")",
          "[X][r]\n\n[r]: http://b.c \"X\"",
          "<http://b.c/X>",
          "http://b.c/X",
          "![X](X.png)",
          "![](aX.png)",
          "# X\n\n## X\n\ntext",
          "| X | b |\n|---|---|\n| X | c |",
          "> [!note] X\n> X",
          "> ! X",
          "- [ ] X\n1. X",
          "<b title=\"X\">X</b>",
          "<div>\nX\n</div>",
          "[[X|X]] ![[X]]",
          "[^1]\n\n[^1]: X",
          "---\ntitle: X\ntags: [\"X\"]\naliases: [\"X\"]\n---\ntext");

  static List<String> sources() {
    return PLACES.stream()
        .flatMap(place -> HOSTILE.stream().map(text -> place.replace("X", text)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void nothingHostileIsLeft(String source) throws IOException {
    Note note = Notes.foreign("n\u001b[2J", source);
    Demonstration demonstration = new Demonstration("\u001b[2J", "\u001bc", "s", "\u009b2J");
    for (Theme theme : List.of(Theme.plain(), Theme.coloured(false), Theme.coloured(true))) {
      RenderedNote rendered =
          new NoteRenderer(theme, 60).render(note, section -> List.of(demonstration));
      for (RenderedLine line : rendered.lines()) {
        assertSafe(line.text());
        line.links()
            .forEach(link -> assertTrue(link.uri().chars().allMatch(c -> c > 32 && c < 127)));
      }
      rendered.links().forEach(link -> assertSafe(link.target()));
      StringBuilder ansi = new StringBuilder();
      rendered.writeTo(ansi, true);
      assertSafe(ownEscapesRemoved(ansi.toString()));
    }
  }

  /** The escapes that the renderer writes itself: styles and hyperlinks, nothing else. */
  private static String ownEscapesRemoved(String ansi) {
    return ansi.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("\u001b]8;;[!-~]*\u001b\\\\", "");
  }

  private static void assertSafe(String text) {
    assertEquals(SafeText.clean(text), text);
    assertTrue(text.indexOf('\t') < 0);
  }
}
