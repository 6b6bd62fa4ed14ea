package dev.parley.notes.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.Notes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputUpdateTest {
  @Test
  void linesThatStillFitStayAndOthersAreReplaced() {
    assertEquals(
        """
        # A\t
        ```parley
        x
        ```
        ```output
        ready <...>
        ...
        two on 127.0.0.1:<...> in <...> s
        three <...>
        ```
        tail\t
        """,
        update(
            """
            # A\t
            ```parley
            x
            ```
            ```output
            ready <...>
            ...
            two
            three <...>
            ```
            tail\t
            """,
            false,
            "ready now",
            "whatever",
            "more",
            "two on 127.0.0.1:4123 in 1.4 s",
            "three 3"));
  }

  @Test
  void whatStillFitsIsNotTouchedByAByte() {
    String source = "```parley\nx\n```\n```output\na <...>\n...\n```";
    assertEquals(source, update(source, false, "a 1", "b"));
  }

  @Test
  void fencesIndentedByTabsConverge() {
    for (String item : List.of("*\t", "* a\n\t", "1. a\n\n\t", "> * a\n> \t", "* a\n\t* b\n\t\t")) {
      String indent = item.substring(item.lastIndexOf('\n') + 1).replace('*', ' ');
      String source =
          item
              + "```parley\n"
              + indent
              + "x\n"
              + indent
              + "```\n"
              + indent
              + "```output\n"
              + indent
              + "old\n"
              + indent
              + "```\n";
      String once = update(source, false, "one", "  two");
      assertEquals(once, update(once, false, "one", "  two"), source);
      assertEquals(
          List.of("one", "  two"),
          Notes.foreign("n", once).cells().get(0).expected().orElseThrow().lines(),
          source);
    }
  }

  @Test
  void fencesInListsAndQuotesKeepTheirPlace() {
    assertEquals(
        """
        - item
          ```parley
          x
          ```
          ```output
          b

          c
          ```
        > ~~~java
        > y
        > ~~~
        > ~~~output
        > new
        > ~~~
        > text
        """,
        update(
            """
            - item
              ```parley
              x
              ```
              ```output
              a
              ```
            > ~~~java
            > y
            > ~~~
            > ~~~output
            > ~~~
            > text
            """,
            false,
            List.of("b", "", "c"),
            List.of("new")));
  }

  @Test
  void linesOfOtherSubscriptionsStayWhereTheyAre() {
    assertEquals(
        "```parley\nx\n```\n```output\npublished 1\nbilling ◂ 2\ndelivery ◂ 1\n```\n",
        update(
            "```parley\nx\n```\n```output\npublished 1\nbilling ◂ 1\ndelivery ◂ 1\n```\n",
            false,
            "delivery   ◂ 1",
            "billing ◂ 2",
            "published 1"));
  }

  @Test
  void aLineLikeTheEndOfTheFenceMakesTheFenceLonger() {
    assertEquals(
        "```parley\nx\n```\n`````output\n````\n`````\nend\n",
        update("```parley\nx\n```\n```output\na\n```\nend\n", false, "````"));
  }

  @Test
  void fencesAreCreatedOnlyIfAskedFor() {
    String source = "1. a\n   ```parley\n   x\n   ```\n\nend";
    assertEquals(source, update(source, false, "out"));
    assertEquals(
        "1. a\n   ```parley\n   x\n   ```\n   ```output\n   took <...> ms\n   ```\n\nend",
        update(source, true, "took 12 ms"));
    assertEquals(
        "```parley\nx\n```\n```output\nout\n```\n", update("```parley\nx\n```", true, "out"));
    assertEquals(source, update(source, true, List.of()));
  }

  @Test
  void lineEndsOfWindowsStay() {
    assertEquals(
        "```parley\r\nx\r\n```\r\n```output\r\nb\r\n```\r\nend\r\n",
        update("```parley\r\nx\r\n```\r\n```output\r\na\r\n```\r\nend\r\n", false, "b"));
  }

  @Test
  void updatingTwiceChangesNothingMore() {
    String source = "```parley\nx\n```\n```output\na\n...\nb <...>\n```\n";
    String[] printed = {"x", "after 3 ms", "b"};
    String once = update(source, false, printed);
    Note note = Notes.bundled("n", once);
    Cell cell = note.cells().get(0);
    String twice = new OutputUpdate(note, false).apply(Map.of(cell, List.of(printed)));
    assertEquals(once, twice);
    assertSame(
        true,
        OutputComparison.of(cell.expected().orElseThrow().lines(), List.of(printed)).isSame());
  }

  private static String update(String source, boolean create, String... printed) {
    return update(source, create, List.of(printed));
  }

  @SafeVarargs
  private static String update(String source, boolean create, List<String>... printed) {
    Note note = Notes.bundled("n", source);
    Map<Cell, List<String>> byCell = new HashMap<>();
    for (int i = 0; i < printed.length; i++) {
      byCell.put(note.cells().get(i), printed[i]);
    }
    return new OutputUpdate(note, create).apply(byCell);
  }
}
