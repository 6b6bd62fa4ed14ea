package dev.parley.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How good the offers are, on notes about messaging and about everything else. A heading with
 * {@code <!-- live -->} is one of a section that the bundled notes can show something for.
 */
class LabelledSectionsTest {
  private static final double LEAST_PRECISION = 0.9;
  private static final double LEAST_RECALL = 0.7;
  private static final String LABEL = "<!-- live -->";

  /**
   * The rules are not tuned with the held-out set: it tells how they do on notes they do not know.
   */
  @ParameterizedTest
  @CsvSource({"'', 150", "held-out/, 60"})
  void mostOffersAreRightAndMostOfWhatCanBeShownIsOffered(String folder, int least)
      throws IOException {
    Demonstrations demonstrations = new Demonstrations(Library.bundled().bundledNotes());
    int sections = 0;
    int right = 0;
    int wrong = 0;
    int missed = 0;
    List<String> mistakes = new ArrayList<>();
    for (Language language : Language.values()) {
      for (String text : read(folder + language.code()).split("(?m)^%%% ", -1)) {
        if (text.isBlank()) {
          continue;
        }
        int end = text.indexOf('\n');
        Note note = Notes.foreign(text.substring(0, end), text.substring(end + 1));
        assertEquals(language, note.language(), note::id);
        Offers offers = demonstrations.of(note);
        for (Section section : note.sections()) {
          if (section.level() < 2) {
            continue;
          }
          sections++;
          String source = note.source().substring(section.startOffset());
          boolean wanted = source.lines().findFirst().orElse("").endsWith(LABEL);
          List<String> offered =
              offers.beside(section).stream().map(Demonstration::target).toList();
          right += wanted && !offered.isEmpty() ? 1 : 0;
          missed += wanted && offered.isEmpty() ? 1 : 0;
          wrong += !wanted && !offered.isEmpty() ? 1 : 0;
          if (wanted == offered.isEmpty()) {
            mistakes.add(note.id() + "#" + section.slug() + " " + offered);
          }
        }
      }
    }
    double precision = (double) right / (right + wrong);
    double recall = (double) right / (right + missed);
    String figures =
        "of "
            + sections
            + " precision "
            + precision
            + " recall "
            + recall
            + "\n"
            + String.join("\n", mistakes);
    assertTrue(sections >= least, figures);
    assertTrue(precision >= LEAST_PRECISION && recall >= LEAST_RECALL, figures);
  }

  private static String read(String name) throws IOException {
    try (InputStream in =
        LabelledSectionsTest.class.getResourceAsStream("/labelled/" + name + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
