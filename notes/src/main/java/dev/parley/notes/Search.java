package dev.parley.notes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A search for words, in memory. */
final class Search {
  private static final int MOST_OF_A_NOTE = 3;
  private static final int SNIPPET = 160;

  private final Set<String> wanted = new LinkedHashSet<>();

  Search(String words) {
    Words.of(words).forEach(word -> wanted.add(word.stem()));
  }

  List<SearchHit> in(List<Note> notes) {
    List<SearchHit> hits = new ArrayList<>();
    if (!wanted.isEmpty()) {
      notes.forEach(note -> hits.addAll(in(note)));
    }
    return hits.stream().sorted(Comparator.comparingDouble(SearchHit::score).reversed()).toList();
  }

  /** The lines with the most of the words, of a note that holds all of them somewhere. */
  private List<SearchHit> in(Note note) {
    Set<String> found = new HashSet<>(in(note.title() + " " + note.frontMatter().tags()));
    int inTitle = found.size();
    List<SearchHit> hits = new ArrayList<>();
    Lines lines = new Lines(note.source(), note.source().length());
    int section = -1;
    int most = 1;
    Shown shown = new Shown();
    for (int i = 0; i < lines.count(); i++) {
      while (section + 1 < note.sections().size()
          && note.sections().get(section + 1).startLine() <= i + 1) {
        section++;
      }
      String line = shown.of(note.source().substring(lines.start(i), lines.start(i + 1)).strip());
      Set<String> here = in(line);
      // What stands above the Markdown is not read, but found all the same.
      found.addAll(here);
      if (section < 0 || here.size() < most) {
        continue;
      }
      if (here.size() > most) {
        most = here.size();
        hits.clear();
      }
      Section where = note.sections().get(section);
      boolean heading = where.level() > 0 && where.startLine() == i + 1;
      double score = here.size() * 100 + (heading ? 15 : 0) + inTitle * 5 + 1.0 / (i + 2);
      hits.add(new SearchHit(note, Optional.of(where), i + 1, snippet(line), shown.code, score));
    }
    if (!found.containsAll(wanted)) {
      return List.of();
    }
    if (hits.isEmpty()) {
      hits.add(new SearchHit(note, Optional.empty(), 1, note.title(), false, inTitle * 100));
    }
    return hits.stream()
        .sorted(Comparator.comparingDouble(SearchHit::score).reversed())
        .limit(MOST_OF_A_NOTE)
        .toList();
  }

  private Set<String> in(String text) {
    Set<String> found = new HashSet<>();
    for (Words.Word word : Words.of(text)) {
      if (wanted.contains(word.stem())) {
        found.add(word.stem());
      }
    }
    return found;
  }

  /** The line from a little before the first word that was found. */
  private String snippet(String line) {
    if (line.length() <= SNIPPET) {
      return line;
    }
    int at = 0;
    for (Words.Word word : Words.of(line)) {
      if (wanted.contains(word.stem())) {
        at = word.start();
        break;
      }
    }
    int start = Math.max(0, Math.min(at - SNIPPET / 4, line.length() - SNIPPET));
    return (start > 0 ? "…" : "")
        + line.substring(start, start + SNIPPET)
        + (start + SNIPPET < line.length() ? "…" : "");
  }

  /** Leaves out of the lines what no reader sees: comments, and the fences that say how to run. */
  private static final class Shown {
    private static final String MARK = "%%";
    private static final Pattern COMMENT = Pattern.compile("%%.*?%%");

    private boolean code;
    private boolean comment;

    String of(String line) {
      if (comment) {
        int end = line.indexOf(MARK);
        comment = end < 0;
        return comment ? "" : line.substring(end + MARK.length()).strip();
      }
      if (line.startsWith("```") || line.startsWith("~~~")) {
        code = !code;
        return "";
      }
      if (code) {
        return line;
      }
      comment = line.startsWith(MARK) && line.indexOf(MARK, MARK.length()) < 0;
      return comment ? "" : COMMENT.matcher(line).replaceAll("").strip();
    }
  }
}
