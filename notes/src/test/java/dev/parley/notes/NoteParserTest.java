package dev.parley.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoteParserTest {
  @Test
  void headingsBecomeSectionsWithSlugsOfTheirOwn() {
    Note note =
        Notes.foreign(
            "n",
            "* lead\n# Связь\n## Tech\ntext\n# Other `code` *x*\n## Tech\n### Publish/Subscribe\n");
    assertEquals(
        List.of("top", "связь", "tech", "other-code-x", "tech-1", "publish-subscribe"),
        note.sections().stream().map(Section::slug).toList());
    assertEquals(
        List.of(1, 2, 3, 5, 6, 7), note.sections().stream().map(Section::startLine).toList());
    assertEquals("Связь", note.title());
    Section last = note.sections().get(5);
    assertTrue(note.source().startsWith("### Publish", last.startOffset()));
  }

  @Test
  void sectionsAreFoundHoweverTheyAreWritten() {
    Note note = Notes.foreign("n", "# Связь\n## Tech\n# Other\n## Tech\n### Publish/Subscribe\n");
    assertEquals(Optional.of("связь"), slug(note, "СВЯЗЬ"));
    assertEquals(Optional.of("tech"), slug(note, "Tech"));
    assertEquals(Optional.of("tech-1"), slug(note, "tech-1"));
    assertEquals(Optional.of("tech-1"), slug(note, "Other#Tech"));
    assertEquals(Optional.of("publish-subscribe"), slug(note, "publishsubscribe"));
    assertEquals(Optional.of("publish-subscribe"), slug(note, "Publish/Subscribe"));
    assertEquals(Optional.empty(), slug(note, "missing"));
    assertEquals(Optional.empty(), slug(note, ""));
  }

  private static Optional<String> slug(Note note, String name) {
    return note.section(name).map(Section::slug);
  }

  @Test
  void fencesOfParleyAndJavaAreCellsWithTheirAttributes() {
    Note note =
        Notes.bundled(
            "n",
            """
            # A
            ```parley name=first timeout=500ms needs=docker|cluster
            start kafka
            ```
            ```output
            ready
            ```
            ```java noexec
            int x;
            ```
            ```json
            {}
            ```
            """);
    Cell first = note.cells().get(0);
    assertEquals(1, first.number());
    assertEquals(Cell.Kind.PARLEY, first.kind());
    assertEquals("start kafka\n", first.source());
    assertEquals(Optional.of("first"), first.name());
    assertEquals(Optional.of(Duration.ofMillis(500)), first.timeout());
    assertEquals(Set.of("docker", "cluster"), first.needs());
    assertEquals(List.of("ready"), first.expected().orElseThrow().lines());
    Cell second = note.cells().get(1);
    assertEquals(Cell.Kind.JAVA, second.kind());
    assertTrue(second.noexec());
    assertFalse(second.expected().isPresent());
    assertEquals(2, note.cells().size());
    assertEquals(note.cells(), note.sections().get(0).cells());
    assertEquals(Optional.of(first), note.cell("first"));
    assertEquals(Optional.of(second), note.cell("2"));
    assertEquals(List.of(), note.warnings());
  }

  @Test
  void fencesInListsAndCalloutsAreCellsWhosePlacesAreExact() {
    String source =
        """
        ---
        title: T
        ---
        # A

        1. one

           ```parley
           start kafka
           ```
           ```output
           ready

           done
           ```

        > [!note] Try
        > ~~~java
        > int x;
        > ~~~
        > ~~~output
        > a
        > ~~~
        """;
    Note note = Notes.bundled("n", source);
    Fence inList = note.cells().get(0).expected().orElseThrow().fence();
    assertEquals("   ", inList.prefix());
    assertEquals(
        "   ready\n\n   done\n", source.substring(inList.contentStart(), inList.contentEnd()));
    assertEquals(
        List.of("ready", "", "done"), note.cells().get(0).expected().orElseThrow().lines());
    Fence inQuote = note.cells().get(1).expected().orElseThrow().fence();
    assertEquals("> ", inQuote.prefix());
    assertEquals("~~~", inQuote.mark());
    assertEquals("> a\n", source.substring(inQuote.contentStart(), inQuote.contentEnd()));
    assertEquals("> ~~~output\n> a\n> ~~~\n", source.substring(inQuote.start(), inQuote.end()));
    assertEquals(21, inQuote.line());
  }

  @Test
  void aFenceThatIsNeverClosedEndsWithTheNote() {
    String source = "```parley\nstatus\n```\n```output\na\nb";
    Fence fence = Notes.bundled("n", source).cells().get(0).expected().orElseThrow().fence();
    assertFalse(fence.closed());
    assertEquals("a\nb", source.substring(fence.contentStart(), fence.contentEnd()));
  }

  @Test
  void whatIsWrongWithACellIsAWarning() {
    Note note =
        Notes.bundled(
            "n",
            """
            ```parley timeout=soon wait=5
            x
            ```

            ```parley name=a
            x
            ```

            ```parley name=a
            x
            ```
            ```java hl_lines=3
            ```

            ```parley name=b name=c needs=x needs=y
            x
            ```
            """);
    assertEquals(
        List.of(
            "line 1: not a duration like 500ms, 5s or 2m: timeout=soon",
            "line 1: not an attribute of a cell: wait=5",
            "line 9: another cell has the name a",
            "line 15: the attribute name is there twice, and the last one counts"),
        note.warnings().stream().map(Warning::toString).toList());
  }

  @Test
  void aTermThatLeadsNowhereIsAWarning() {
    Note note = Notes.bundled("n", "---\ndemonstrates:\n  a: here\n  b: gone\n---\n# Here\n");
    assertEquals(1, note.warnings().size());
  }

  @Test
  void theLanguageIsThatOfMostLetters() {
    assertEquals(Language.RU, Notes.foreign("n", "Очередь в Kafka").language());
    assertEquals(Language.EN, Notes.foreign("n", "A queue").language());
  }

  @Test
  void aRuleAtTheTopIsNoFrontMatter() {
    Note note = Notes.foreign("n", "---\n\n# A\n");
    assertEquals("A", note.title());
    assertEquals(FrontMatter.NONE, note.frontMatter());
  }

  @Test
  void byteOrderMarksAndWindowsLineEndsDoNoHarm() {
    Note note =
        Notes.foreign("n", "\ufeff---\r\ntitle: T\r\n---\r\n# A\r\n```parley\r\nlist\r\n```\r\n");
    assertEquals("T", note.title());
    assertEquals("list\n", note.cells().get(0).source());
    Fence fence = note.cells().get(0).fence();
    assertEquals("list\r\n", note.source().substring(fence.contentStart(), fence.contentEnd()));
  }

  @Test
  void proseBetweenRulesIsNoFrontMatter() {
    Note prose = Notes.foreign("a", "---\nA word of welcome.\n\nAnd one more.\n\n---\n# Head\n");
    assertEquals(
        "A word of welcome. And one more.",
        SectionTexts.of(prose).get(0).text().replaceAll("\\s+", " ").strip());
    Note mixed = Notes.foreign("a", "---\nFirst: of all\nthis is prose,\nnot YAML.\n---\n# Head\n");
    assertEquals(3, mixed.sections().size());
    Note front = Notes.foreign("a", "---\n# c\ntitle: T\ntags:\n- x\n---\n# Head\n");
    assertEquals("T", front.title());
    assertEquals(1, front.sections().size());
  }

  @Test
  void repeatedHeadingsHaveTheSlugsOfGitHub() {
    Note note = Notes.foreign("a", "# Dup\n# Dup\n# Dup-1\n# Dup\n");
    assertEquals(
        List.of("dup", "dup-1", "dup-1-1", "dup-2"),
        note.sections().stream().map(Section::slug).toList());
  }

  @Test
  void anchorsAndBlocksLeadToTheirSections() {
    Note note =
        Notes.foreign(
            "a",
            """
            # One
            <a id="here"></a>text

            ```
            x ^b1
            <a id="p">
            ```

            ## Two ^own
            A block. ^b1

            <p class='c' name='p'>
            """);
    assertEquals("Two", note.sections().get(1).title());
    assertEquals(Optional.of("two"), slug(note, "^own"));
    assertEquals(Optional.of("one"), slug(note, "here"));
    assertEquals(Optional.of("two"), slug(note, "^b1"));
    assertEquals(Optional.of("two"), slug(note, "p"));
    assertEquals(Optional.empty(), slug(note, "^b"));
  }

  @Test
  void aCommentWithoutAnEndIsSaid() {
    Note note = Notes.foreign("a", "# One\n%% hidden\n\n# Two\n");
    assertEquals(1, note.sections().size());
    assertEquals(
        "line 2: this comment has no end; nothing below it is shown",
        note.warnings().get(0).toString());
    assertEquals(List.of(), Notes.foreign("a", "%%\n\n# Hidden\n%%\n# Shown\n").warnings());
  }
}
