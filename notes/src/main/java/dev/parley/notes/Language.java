package dev.parley.notes;

import java.util.Locale;

/** The languages that notes are written in. */
public enum Language {
  EN,
  RU;

  /** The code used in folder names and typed by the user: {@code en} or {@code ru}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language of a locale's speakers; everything that is not Russian reads English. */
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("ru") ? RU : EN;
  }

  /**
   * Guesses from the letters of a text. Russian texts of this trade are full of English names, code
   * and addresses, English ones hold hardly any Cyrillic: a quarter of it is enough.
   */
  public static Language guess(CharSequence text) {
    int cyrillic = 0;
    int latin = 0;
    int end = Math.min(text.length(), 20_000);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        latin++;
      } else if (c >= 0x400 && c <= 0x4ff) {
        cyrillic++;
      }
    }
    return cyrillic * 3 > latin ? RU : EN;
  }
}
