package dev.parley.notes;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * What is offered beside the sections of one note. A long note has thousands of sections: a thread
 * of its own looks through them from the last one up, while whoever shows the note asks from the
 * first one down. Safe for several threads.
 */
public final class Offers {
  private static final Offers NONE = new Offers(List.of(), text -> List.of());

  private final List<SectionTexts> texts;
  private final Function<SectionTexts, List<Demonstration>> search;

  /** By the place of the section in its note. Two may look for the same: they find the same. */
  private final AtomicReferenceArray<List<Demonstration>> found;

  private Offers(List<SectionTexts> texts, Function<SectionTexts, List<Demonstration>> search) {
    this.texts = texts;
    this.search = search;
    this.found = new AtomicReferenceArray<>(texts.size());
  }

  /** Nothing for any section. */
  public static Offers none() {
    return NONE;
  }

  /**
   * Begins to look.
   *
   * @param texts of all sections of a note
   * @param search asked by several threads
   */
  static Offers begin(
      List<SectionTexts> texts, Function<SectionTexts, List<Demonstration>> search) {
    Offers offers = new Offers(texts, search);
    Thread thread = new Thread(offers::lookUpwards, "parley-offers");
    thread.setDaemon(true);
    thread.start();
    return offers;
  }

  private void lookUpwards() {
    for (int i = texts.size() - 1; i >= 0; i--) {
      at(i);
    }
  }

  /** The demonstrations for a section of the note, the most specific first. */
  public List<Demonstration> beside(Section section) {
    return section.number() > texts.size() ? List.of() : at(section.number() - 1);
  }

  private List<Demonstration> at(int place) {
    List<Demonstration> known = found.get(place);
    if (known == null) {
      known = search.apply(texts.get(place));
      found.set(place, known);
    }
    return known;
  }
}
