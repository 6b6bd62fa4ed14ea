package dev.parley.notes.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.notes.Demonstration;
import dev.parley.notes.Note;
import dev.parley.notes.Notes;
import dev.parley.notes.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoteRendererTest {
  @Test
  void inlineMarkupBecomesTextThatWraps() {
    assertRendered(
        40,
        """
        Some *emphasis*, **strong**, ~~gone~~,
        `code  x`, &copy; and <b>html</b>, a long
        паrаграф по-русски, который не влезает.
        Hard\\
        break
        """,
        """
        Some emphasis, strong, ~~gone~~, `code
        x`, © and <b>html</b>, a long паrаграф
        по-русски, который не влезает. Hard
        break
        """);
  }

  @Test
  void wideCharactersWrapAnywhereAndLongWordsAreCut() {
    assertRendered(
        20,
        "日本語の文章はどこでも折り返すことができます。\n\n" + "x".repeat(45) + "\n\n👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧",
        """
        日本語の文章はどこで
        も折り返すことができ
        ます。

        xxxxxxxxxxxxxxxxxxxx
        xxxxxxxxxxxxxxxxxxxx
        xxxxx

        👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧
        👨‍👩‍👧
        """);
  }

  @Test
  void aCharacterWhosePictureIsAskedForIsTwoColumnsWide() {
    assertEquals(2, Columns.of("\u2764\ufe0f"));
    assertEquals(1, Columns.of("\u2764"));
    assertEquals(2, Columns.of("1\ufe0f\u20e3"));
    assertEquals(2, Columns.of("\ud83d\ude00\ufe0f"));
  }

  @Test
  void addressesWithoutASchemeAndOfMailAreLinks() {
    assertEquals(
        List.of("http://www.x.org/a", "mailto:me.too@mail.example.org", "https://y.z"),
        new NoteRenderer(Theme.plain(), 80)
                .render(
                    Notes.foreign(
                        "n",
                        "See www.x.org/a, or (me.too@mail.example.org). https://y.z a@b awww.no\n"))
                .links()
                .stream()
                .map(NumberedLink::target)
                .toList());
  }

  @Test
  void aTableUsesAWideScreenAndCutsNoWord() {
    String head = "|" + " a b heading |".repeat(12) + "\n|" + "---|".repeat(12) + "\n";
    Note note = Notes.foreign("n", head + "|" + " something |".repeat(12) + "\n");
    List<RenderedLine> wide = new NoteRenderer(Theme.plain(), 150).render(note).lines();
    assertEquals(4, wide.size(), wide.toString());
    assertEquals(12, wide.get(3).text().split("something", -1).length - 1);
    List<RenderedLine> narrow = new NoteRenderer(Theme.plain(), 80).render(note).lines();
    assertEquals(12, narrow.size());
    narrow.forEach(line -> assertEquals("· a b heading: something", line.text()));
  }

  @Test
  void listsOfAllKindsNest() {
    assertRendered(
        30,
        """
        - one
        \t- two, which is long enough to wrap
        \t\t- three
        - [x] done
        - [ ] open

        9. nine
        10. ten

            more
        """,
        """
        • one
          ◦ two, which is long enough
            to wrap
            ▪ three
        ☑ done
        ☐ open

         9. nine

        10. ten

            more
        """);
  }

  @Test
  void tablesAreAlignedByWhatIsSeen() {
    assertRendered(
        60,
        """
        | Name | 数量 | Описание |
        |:-----|----:|:---:|
        | a | 1 | да |
        | 日本語 | 200 | [x](http://y.z) |
        """,
        """
        Name   │ 数量 │ Описание
        ───────┼──────┼─────────
        a      │    1 │    да
        日本語 │  200 │   x[1]

        [1] http://y.z
        """);
  }

  @Test
  void tablesThatAreTooWideAreShrunkAndWrapped() {
    assertRendered(
        30,
        """
        | a | b |
        |---|---|
        | short | a text that does not fit and wraps |
        """,
        """
        a     │ b
        ──────┼───────────────────────
        short │ a text that does not
              │ fit and wraps
        """);
  }

  @Test
  void tablesWithTooManyColumnsBecomeLists() {
    assertRendered(
        20,
        "|a|b|c|d|\n|-|-|-|-|\n|1|2|3|a text that wraps|\n",
        """
        · a: 1
        · b: 2
        · c: 3
        · d: a text that
          wraps
        """);
  }

  @Test
  void quotesCalloutsAndMarksOfAttention() {
    assertRendered(
        40,
        """
        > quote
        > ! look here
        > - item
        >
        > > nested

        > [!WARNING]
        > careful

        > [!tip]- A *title*
        > text
        > ```json
        > {}
        > ```
        """,
        """
        │ quote
        │ ! look here
        │
        │ • item
        │
        │ │ nested

        │ Warning
        │ careful

        │ Tip: A title
        │ text
        │
        │   {}
        """);
  }

  @Test
  void formulasAreShownAsTheyAreWrittenLineByLine() {
    assertRendered(
        60,
        """
        Say $a*b*c$ and $x_1 _y_$; *so* $$p*q*r$$ it *is*.

        $$
        \\sum_i a*b*c
        = 1
        - 2
        $$
        more

        $$a*b*c$$
        """,
        """
        Say $a*b*c$ and $x_1 _y_$; so
        $$p*q*r$$
        it is.

          $$
          \\sum_i a*b*c
          = 1
          - 2
          $$

        more

          $$a*b*c$$
        """);
  }

  @Test
  void dollarsInProseAreNoFormulas() {
    assertRendered(
        80,
        """
        *$5* and *$6*, US$7*8* and $9, `$a` or ${B} and *${C}*, $HOME/*x*/$USER \\$a*b*\\$

        $$ is *the* process

        $$

        *After* it
        """,
        """
        $5 and $6, US$78 and $9, $a or ${B} and ${C}, $HOME/x/$USER $ab$

        $$ is the process

          $$

        After it
        """
            .replace("$a or", "`$a` or"));
  }

  @Test
  void highlightsCommentsAndFootnotesInTheText() {
    assertRendered(
        60,
        """
        Some ==high *text*==, %%gone%%hidden? a == b, c == d. A word^[with a *note*].

        %% A comment

        # of several

        lines %% and what *follows*

        50%% alone
        """,
        """
        Some ==high text==, hidden? a == b, c == d. A word (with a
        note).

        and what follows

        50%% alone
        """);
    assertEquals("a \u001b[0;33mb \u001b[0;1;33mc\u001b[0m", ansi("a ==b **c**==\n").strip());
  }

  @Test
  void aPathIsListedAsItIsCalled() {
    assertRendered(
        60,
        "[a](my%20note.md#%D1%8F) [b](http://c.d/%20) [c](50%.md) [d](x%1b[2J.md)",
        """
        a[1] b[2] c[3] d[4]

        [1] my note.md#я
        [2] http://c.d/%20
        [3] 50%.md
        [4] x␛[2J.md
        """);
  }

  @Test
  void aPictureIsItsNameWithoutItsSize() {
    RenderedNote rendered =
        render(
            80,
            "![[pic.png|200]] ![[a/b.SVG]] ![[c.jpg|words|20x30]] ![alt|100](d.png) ![[note|200]]");
    assertEquals(
        "[image: pic.png] [image: b.SVG] [image: words] [image: alt] ↳ 200[1]\n", text(rendered));
    assertEquals(List.of("note"), rendered.links().stream().map(NumberedLink::target).toList());
  }

  @Test
  void calloutsHaveTheColourOfTheirKindOrItsName() {
    assertEquals(
        "\u001b[0;33m│ \u001b[0;1;33mTitle\u001b[0m\n\u001b[0;33m│ \u001b[0mtext",
        ansi("> [!warning] Title\n> text\n").strip());
    assertEquals("\u001b[0;31m│ \u001b[0;1;31mDanger\u001b[0m", ansi("> [!DANGER]\n").strip());
    assertRendered(
        40,
        """
        > [!note]-
        > text

        > [!note]+ A *title*\s\s
        > text

        > [!info|left] x
        """,
        """
        │ Note
        │ text

        │ Note: A title
        │ text

        │ Info: x
        """);
  }

  @Test
  void foldedDetailsAreOpenAndBreaksBreak() {
    assertRendered(
        40,
        """
        <details>
        <summary>What <b>is</b> it &amp; why</summary>

        A *secret*<br>of<br/>three lines.<!-- no -->

        </details>

        <details><summary>Two</summary>
        raw
        </details>

        <!-- gone -->

        <a id="x"></a>Here.

        | a<br>long head | b |
        |---|---|
        | 1 | one<br>two |

        ## A<br>b
        """,
        """
        ▾ What is it & why

        A secret
        of
        three lines.

        ▾ Two
        raw

        Here.

        a         │ b
        long head │
        ──────────┼────
        1         │ one
                  │ two

        A
        b
        ────────────────────────────────────────
        """);
  }

  @Test
  void theNamesOfBlocksAreNotShown() {
    assertRendered(
        40,
        "Text ^one\n\n- item ^two\n\n| a |\n|---|\n\n^three\n\n2^10 and x ^ y\n\n    code ^no\n",
        """
        Text

        • item

        a
        ─

        2^10 and x ^ y

          code ^no
        """);
  }

  @Test
  void linksAreNumberedAndListed() {
    assertRendered(
        60,
        """
        [One](http://a.b/c "Title"), [two](other.md#x), <http://d.e/>, http://f.g/(h).
        [[note#part|words]] and ![[picture]], ![alt](i.png), [One](http://a.b/c)
        """,
        """
        One[1], two[2], http://d.e/[3], http://f.g/(h)[4]. words[5]
        and ↳ picture[6], [image: alt], One[1]

        [1] http://a.b/c  Title
        [2] other.md#x
        """);
    assertEquals(
        List.of("http://a.b/c", "x#y"),
        render(60, "[a](http://a.b/c)\n\n[[x#y]]").links().stream()
            .map(NumberedLink::target)
            .toList());
  }

  @Test
  void footnotesStandAtTheEnd() {
    assertRendered(
        40,
        "Text[^a].\n\n[^a]: The note\n    that goes on.\n\nMore.\n",
        """
        Text[^a].

        More.

        [^a] The note that goes on.
        """);
  }

  @Test
  void codeRulesAndHtml() {
    assertRendered(
        20,
        "```proto\nint\tx = 1; // a comment that is long\n```\n\n***\n\n<div>\n  a\n</div>\n",
        """
          int x = 1; // a
          comment that is
          long

        ─ ─ ─

        <div>
          a
        </div>
        """);
  }

  @Test
  void sectionsSayWhereTheyStandAndCellsHowToRunThem() {
    Note note =
        Notes.bundled(
            "asynchronous",
            """
            ---
            title: Asynchronous
            tags: [a, b]
            aliases: [Асинхронно]
            ---
            # Models
            ## Publish/subscribe
            Whoever subscribed gets a copy.

            ```parley
            start kafka
            publish kafka:orders {"id":1}
            ```
            ```output
            ready <...>
            ```
            #### Deep
            ```java needs=docker
            int x;
            ```
            ```parley noexec
            stop kafka
            ```
            """);
    RenderedNote rendered = new NoteRenderer(Theme.plain(), 60).render(note);
    assertEquals(
        """
        Asynchronous
        #a #b  also Асинхронно

        Models                                          asynchronous
        ────────────────────────────────────────────────────────────

        Publish/subscribe                      asynchronous › Models
        ────────────────────────────────────────────────────────────

        Whoever subscribed gets a copy.

         1 ▸ start kafka                                       run 1
             publish kafka:orders {"id":1}
           │ ready <...>

        Deep               asynchronous › Models › Publish/subscribe

         2 ▸ int x;                             needs docker · run 2

         3 ▸ stop kafka                                      not run
        """,
        text(rendered));
    assertEquals(Map.of("models", 3, "publish-subscribe", 6, "deep", 15), rendered.sections());
    assertEquals(Map.of(1, 11, 2, 17, 3, 19), rendered.cells());
  }

  @Test
  void demonstrationsStandBelowTheFirstBlockOfTheirSection() {
    Note note = Notes.foreign("n", "# A\nFirst.\n\nSecond.\n# B\n# C\n");
    Map<Section, List<Demonstration>> offered =
        Map.of(
            note.sections().get(0),
            List.of(
                new Demonstration("queue", "asynchronous", "queues", "Queues"),
                new Demonstration("log", "kafka", "log", "The log")),
            note.sections().get(1),
            List.of(new Demonstration("b", "b", "c", "D")));
    RenderedNote rendered =
        new NoteRenderer(Theme.plain(), 60)
            .render(note, section -> offered.getOrDefault(section, List.of()));
    assertEquals(
        """
        A                                                          n
        ────────────────────────────────────────────────────────────

        First.

        ▸ Queues: run asynchronous#queues
        ▸ The log: run kafka#log

        Second.

        B                                                          n
        ────────────────────────────────────────────────────────────

        ▸ D: run b#c

        C                                                          n
        ────────────────────────────────────────────────────────────
        """,
        text(rendered));
  }

  @Test
  void stylesAndHyperlinksAreWrittenOnlyWhereTheyAreWanted() throws IOException {
    Note note = Notes.foreign("n", "a **b** [c d](http://e.f/ä) `g`\n");
    RenderedNote rendered = new NoteRenderer(Theme.coloured(true), 60).render(note);
    StringBuilder ansi = new StringBuilder();
    rendered.writeTo(ansi, true);
    assertEquals(
        "a \u001b[0;1mb\u001b[0m \u001b[0;4;34m\u001b]8;;http://e.f/%C3%A4\u001b\\c d"
            + "\u001b]8;;\u001b\\\u001b[0;90m[1]\u001b[0m \u001b[0;36mg\u001b[0m\n",
        ansi.toString());
    assertEquals("a b c d[1] g", rendered.lines().get(0).styled().toString());
    assertEquals(List.of(new LinkSpan(4, 7, "http://e.f/%C3%A4")), rendered.lines().get(0).links());
    StringBuilder plain = new StringBuilder();
    rendered.writeTo(plain, false);
    assertEquals("a b c d[1] g\n", plain.toString());
  }

  @Test
  void nothingIsWiderThanTheTerminalOrAHundredColumns() {
    String source =
        "# "
            + "Заголовок ".repeat(30)
            + "\n"
            + "word ".repeat(100)
            + "\n\n```parley\n"
            + "publish kafka:t "
            + "y".repeat(300)
            + "\n```\n> - 1. "
            + "z ".repeat(200);
    for (int width : new int[] {20, 40, 100, 200}) {
      for (RenderedLine line : render(width, source).lines()) {
        assertTrue(line.styled().columnLength() <= Math.min(100, width), line::text);
      }
      String table = "|a|b|\n|-|-|\n|" + "x ".repeat(200) + "|" + "日".repeat(80) + "|\n";
      for (RenderedLine line : render(width, table).lines()) {
        assertTrue(line.styled().columnLength() <= width, line::text);
      }
    }
  }

  private static void assertRendered(int width, String source, String expected) {
    assertEquals(expected, text(render(width, source)));
  }

  private static RenderedNote render(int width, String source) {
    return new NoteRenderer(Theme.plain(), width).render(Notes.foreign("n", source));
  }

  private static String ansi(String source) {
    StringBuilder ansi = new StringBuilder();
    try {
      new NoteRenderer(Theme.coloured(true), 60)
          .render(Notes.foreign("n", source))
          .writeTo(ansi, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ansi.toString();
  }

  private static String text(RenderedNote rendered) {
    StringBuilder text = new StringBuilder();
    rendered.lines().forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }
}
