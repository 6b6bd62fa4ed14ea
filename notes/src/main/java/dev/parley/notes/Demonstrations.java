package dev.parley.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds for the sections of any note the sections of the bundled notes that show live what they
 * speak of.
 */
public final class Demonstrations {
  /** How many are offered for a section. */
  public static final int MOST = 8;

  /** What a section has to say of messaging before it is taken to be about it. */
  private static final int ENOUGH = 2;

  /** Words that say no more than what all the notes are about. */
  private static final Set<String> GENERAL =
      Stream.of("message", "сообщение", "kafka", "topic")
          .map(Words::stem)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, List<Term>> terms = new HashMap<>();

  /** What terms are called where it is clear what is spoken of: the queue, the broker. */
  private final Map<String, List<Term>> heads = new HashMap<>();

  /** A term as one note names it. */
  private static final class Term {
    final List<Words.Word> words;
    final Language language;

    /** What shows it to readers of each language. */
    final Map<Language, Demonstration> shown;

    Term(List<Words.Word> words, Language language, Map<Language, Demonstration> shown) {
      this.words = words;
      this.language = language;
      this.shown = shown;
    }

    boolean isCertain() {
      return words.stream().anyMatch(word -> Subject.isCertain(word.stem()));
    }

    Demonstration shown(Language language) {
      return Objects.requireNonNull(shown.get(language));
    }
  }

  /** A term that was found: where, and in what. */
  private record Hit(Term term, boolean heading, int start) {}

  /**
   * Collects the terms of notes.
   *
   * @param notes the bundled ones, in all languages
   */
  public Demonstrations(List<Note> notes) {
    for (Note note : notes) {
      List<Note> translations = notes.stream().filter(each -> alike(note, each)).toList();
      note.frontMatter()
          .demonstrates()
          .forEach((term, slug) -> add(note, translations, term, slug));
    }
  }

  /** Whether one note is the other in another language, section for section. */
  private static boolean alike(Note one, Note other) {
    return one.id().equals(other.id()) && one.sections().size() == other.sections().size();
  }

  private void add(Note note, List<Note> translations, String term, String slug) {
    List<Words.Word> words = Words.of(term);
    Optional<Section> section = note.section(slug);
    if (words.isEmpty() || section.isEmpty()) {
      return;
    }
    Map<Language, Demonstration> shown = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      shown.put(language, demonstration(term, note, section.get()));
    }
    for (Note translation : translations) {
      Section same = translation.sections().get(section.get().number() - 1);
      if (same.level() == section.get().level()) {
        shown.put(translation.language(), demonstration(term, translation, same));
      }
    }
    terms
        .computeIfAbsent(words.get(0).stem(), stem -> new ArrayList<>())
        .add(new Term(words, note.language(), shown));
    List<Words.Word> head = words.stream().filter(word -> !GENERAL.contains(word.stem())).toList();
    if (head.size() == 1 && words.size() == 2) {
      heads
          .computeIfAbsent(head.get(0).stem(), stem -> new ArrayList<>())
          .add(new Term(head, note.language(), shown));
    }
  }

  private static Demonstration demonstration(String term, Note note, Section section) {
    return new Demonstration(term, note.id(), section.slug(), section.title());
  }

  /**
   * What is offered beside the sections of a note, the most specific first: what a heading names
   * before what the text mentions, terms of more words before those of fewer, then in the order of
   * the text. Nothing for a bundled note, which has cells of its own, nothing for one that is not
   * about messaging; a section that does not speak of it either gets only what leaves no doubt.
   */
  public Offers of(Note note) {
    if (note.origin().isEmpty() || terms.isEmpty()) {
      return Offers.none();
    }
    Map<String, String> stems = new ConcurrentHashMap<>();
    List<SectionTexts> texts = SectionTexts.of(note);
    Subject subject = Subject.of(texts, stems);
    return subject.messaging()
        ? Offers.begin(texts, text -> of(text, subject, note.language(), stems))
        : Offers.none();
  }

  private List<Demonstration> of(
      SectionTexts text, Subject subject, Language language, Map<String, String> stems) {
    List<Words.Word> title =
        text.section().level() > 0 ? Words.of(text.section().title(), stems) : List.of();
    List<Words.Word> words = Words.of(text.text(), stems);
    Set<String> here =
        Stream.concat(title.stream(), words.stream())
            .map(Words.Word::stem)
            .collect(Collectors.toSet());
    boolean speaking = Subject.evidence(here) >= ENOUGH;
    Map<Term, Hit> hits = new LinkedHashMap<>();
    find(title, true, terms, hits);
    find(words, false, terms, hits);
    if (!speaking && !subject.throughout()) {
      hits.keySet().removeIf(term -> !term.isCertain());
    }
    if (speaking && hits.isEmpty()) {
      find(title, true, heads, hits);
      find(words, false, heads, hits);
    }
    return best(hits.values(), language);
  }

  /** Notes where each term comes first; the rest of the text adds nothing to that. */
  private static void find(
      List<Words.Word> words, boolean heading, Map<String, List<Term>> terms, Map<Term, Hit> hits) {
    for (int i = 0; i < words.size(); i++) {
      for (Term term : terms.getOrDefault(words.get(i).stem(), List.of())) {
        if (!hits.containsKey(term) && matches(term.words, words, i)) {
          hits.put(term, new Hit(term, heading, i));
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

  private static List<Demonstration> best(Collection<Hit> hits, Language language) {
    Comparator<Hit> order =
        Comparator.comparing((Hit hit) -> !hit.heading())
            .thenComparing(hit -> -hit.term().words.size())
            .thenComparing(Hit::start)
            .thenComparing(hit -> hit.term().language != language)
            .thenComparing(hit -> -hit.term().shown(language).term().length());
    Set<String> targets = new HashSet<>();
    return hits.stream()
        .sorted(order)
        .map(hit -> hit.term().shown(language))
        .filter(shown -> targets.add(shown.target()))
        .limit(MOST)
        .toList();
  }
}
