package dev.parley.notes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a text and what is left of them without their endings, English and Russian. Light:
 * endings are cut off by a list, so that forms of one noun or adjective meet; it knows no grammar.
 */
final class Words {
  // Longest first.
  private static final String[] RUSSIAN =
      ("иями ениям ого его ому ему ыми ими ями ами иях ией иям ием ях ах ям ам ом ем ей ой ий ый ая"
              + " яя ое ее ые ие ых их ую юю ия ья ию ью ии ьи ов ев ы и а я о е у ю ь й")
          .split(" ");
  private static final int LEAST = 3;
  private static final int LONGEST = 40;

  private Words() {}

  /**
   * A word in a text.
   *
   * @param start where it begins
   */
  record Word(String text, String stem, int start) {}

  /** Runs of letters and digits. */
  static List<Word> of(String text) {
    return of(text, new HashMap<>());
  }

  /**
   * Runs of letters and digits.
   *
   * @param stems of words that were met before: most words of a long text were
   */
  static List<Word> of(String text, Map<String, String> stems) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        String word = text.substring(start, i);
        words.add(new Word(word, stems.computeIfAbsent(word, Words::stem), start));
        start = -1;
      }
    }
    return words;
  }

  static String stem(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('ё', 'е');
    if (lower.length() <= LEAST || lower.length() > LONGEST) {
      return lower;
    }
    char last = lower.charAt(lower.length() - 1);
    return last >= 'а' && last <= 'я' ? russian(lower) : english(lower);
  }

  private static String russian(String word) {
    for (String ending : RUSSIAN) {
      if (word.length() - ending.length() >= LEAST && word.endsWith(ending)) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  private static String english(String word) {
    String stem = word;
    if (stem.endsWith("ies") && stem.length() > 4) {
      stem = stem.substring(0, stem.length() - 3) + "y";
    } else if (stem.endsWith("s")
        && !stem.endsWith("ss")
        && !stem.endsWith("us")
        && !stem.endsWith("is")) {
      stem = stem.substring(0, stem.length() - 1);
    }
    if (stem.endsWith("ing") && stem.length() >= 6) {
      stem = single(stem.substring(0, stem.length() - 3));
    } else if (stem.endsWith("ed") && stem.length() >= 5) {
      stem = single(stem.substring(0, stem.length() - 2));
    }
    boolean silent = stem.endsWith("e") && stem.length() > LEAST + 1;
    return silent ? stem.substring(0, stem.length() - 1) : stem;
  }

  /** “getting” leaves “gett”, which is “get”; “calling” leaves “call”, which stays. */
  private static String single(String stem) {
    int last = stem.length() - 1;
    boolean doubled = last > LEAST - 1 && stem.charAt(last) == stem.charAt(last - 1);
    return doubled && "bdgmnprt".indexOf(stem.charAt(last)) >= 0 ? stem.substring(0, last) : stem;
  }
}
