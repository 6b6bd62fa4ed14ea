package dev.parley.notes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds for the sections of any note the sections of the bundled notes that show live what they
 * speak of.
 */
public final class Demonstrations {
  /** How many are offered for a section. */
  public static final int MOST = 4;

  private final List<Note> notes;
  private final Map<String, List<Term>> terms = new HashMap<>();

  /** A term as it is looked for, and what shows it. */
  private record Term(List<Words.Word> words, Demonstration shown, Language language) {}

  /** A term that was found: where, and in what. */
  private record Hit(Term term, boolean heading, int start) {}

  /**
   * Collects the terms of notes.
   *
   * @param notes the bundled ones, in all languages
   */
  public Demonstrations(List<Note> notes) {
    this.notes = List.copyOf(notes);
    for (Note note : notes) {
      note.frontMatter().demonstrates().forEach((term, slug) -> add(note, term, slug));
    }
  }

  private void add(Note note, String term, String slug) {
    List<Words.Word> words = Words.of(term);
    Optional<Section> section = note.section(slug);
    if (!words.isEmpty() && section.isPresent()) {
      Demonstration shown =
          new Demonstration(term, note.id(), section.get().slug(), section.get().title());
      terms
          .computeIfAbsent(words.get(0).stem(), stem -> new ArrayList<>())
          .add(new Term(words, shown, note.language()));
    }
  }

  /**
   * What is offered for each section of a note, the most specific first: what its heading names
   * before what its text mentions, terms of more words before those of fewer, then in the order of
   * the text. Nothing for a bundled note, which has cells of its own.
   */
  public Map<Section, List<Demonstration>> of(Note note) {
    Map<Section, List<Demonstration>> offered = new LinkedHashMap<>();
    if (note.origin().isEmpty() || terms.isEmpty()) {
      return offered;
    }
    Map<String, String> stems = new HashMap<>();
    SectionTexts.of(note)
        .forEach(
            (section, text) -> {
              List<Hit> hits = new ArrayList<>();
              if (section.level() > 0) {
                find(Words.of(section.title(), stems), true, hits);
              }
              find(Words.of(text, stems), false, hits);
              List<Demonstration> best = best(hits, note.language());
              if (!best.isEmpty()) {
                offered.put(section, best);
              }
            });
    return offered;
  }

  private void find(List<Words.Word> words, boolean heading, List<Hit> hits) {
    for (int i = 0; i < words.size(); i++) {
      for (Term term : terms.getOrDefault(words.get(i).stem(), List.of())) {
        if (matches(term.words(), words, i)) {
          hits.add(new Hit(term, heading, i));
        }
      }
    }
  }

  private static boolean matches(List<Words.Word> term, List<Words.Word> words, int at) {
    if (at + term.size() > words.size()) {
      return false;
    }
    for (int i = 0; i < term.size(); i++) {
      Words.Word wanted = term.get(i);
      Words.Word found = words.get(at + i);
      // REST is not the rest: an abbreviation is one only in capitals.
      boolean abbreviation = isAbbreviation(wanted.text());
      if (abbreviation
          ? !found.text().equals(wanted.text())
          : !found.stem().equals(wanted.stem())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAbbreviation(String word) {
    return word.length() > 1
        && word.length() <= 5
        && word.chars().allMatch(c -> Character.isUpperCase(c) || Character.isDigit(c));
  }

  private List<Demonstration> best(List<Hit> hits, Language language) {
    Comparator<Hit> order =
        Comparator.comparing((Hit hit) -> !hit.heading())
            .thenComparing(hit -> -hit.term().words().size())
            .thenComparing(Hit::start)
            .thenComparing(hit -> hit.term().language() != language)
            .thenComparing(hit -> -hit.term().shown().term().length());
    hits.sort(order);
    Map<String, Demonstration> best = new LinkedHashMap<>();
    for (Hit hit : hits) {
      Demonstration shown = translated(hit.term(), language);
      best.putIfAbsent(shown.target(), shown);
    }
    return best.values().stream().limit(MOST).toList();
  }

  /** The same section of the same note in the reader's language, if that note is built alike. */
  private Demonstration translated(Term term, Language language) {
    Demonstration shown = term.shown();
    if (term.language() == language) {
      return shown;
    }
    Optional<Note> here = note(shown.note(), term.language());
    Optional<Note> there = note(shown.note(), language);
    if (here.isEmpty()
        || there.isEmpty()
        || here.get().sections().size() != there.get().sections().size()) {
      return shown;
    }
    int index = here.get().section(shown.section()).map(Section::number).orElse(1) - 1;
    Section section = there.get().sections().get(index);
    boolean alike = section.level() == here.get().sections().get(index).level();
    return alike
        ? new Demonstration(shown.term(), shown.note(), section.slug(), section.title())
        : shown;
  }

  private Optional<Note> note(String id, Language language) {
    return notes.stream()
        .filter(note -> note.id().equals(id) && note.language() == language)
        .findFirst();
  }
}
