package dev.parley.notes.render;

/** What a piece of text is, as far as its look depends on it. */
public enum Ink {
  TEXT,
  TITLE,
  /** Margins, rules, paths, numbers: what is there but not to be read. */
  QUIET,
  CODE,
  LINK,
  /** The one accent: what can be run. */
  RUN,
  /** The other one: what failed. */
  FAILED,
  PASSED,
  /** What the author wants to be seen first. */
  ATTENTION,
  NOTE,
  KEYWORD,
  STRING,
  NUMBER,
  COMMENT,
  NAME,
  OPTION;

  private static final Ink[] ALL = values();

  /** An ink with attributes is a number, so that a run of text costs nothing but an int. */
  static final int BOLD = 1 << 8;

  static final int ITALIC = 1 << 9;
  static final int UNDERLINE = 1 << 10;
  static final int STRIKE = 1 << 11;

  int plain() {
    return index();
  }

  int with(int attributes) {
    return index() | attributes;
  }

  /** The same attributes in another ink. */
  static int ink(int style, Ink ink) {
    return (style & ~0xff) | ink.index();
  }

  // The number lives no longer than the line it is packed into; nothing stores it.
  @SuppressWarnings("EnumOrdinal")
  private int index() {
    return ordinal();
  }

  static Ink of(int style) {
    return ALL[style & 0xff];
  }
}
