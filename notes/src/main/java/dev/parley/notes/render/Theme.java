package dev.parley.notes.render;

import java.util.Map;
import java.util.Set;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** How text looks. Resolved once, when the program starts. */
public final class Theme {
  private static final Set<String> LINKING_PROGRAMS =
      Set.of("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper");
  private static final Set<String> LINKING_TERMINALS =
      Set.of("xterm-kitty", "xterm-ghostty", "foot", "alacritty", "wezterm");

  private final boolean coloured;
  private final boolean hyperlinks;
  // By ink and attributes; made when first used, the same whoever makes it.
  private final @Nullable String[] escapes = new @Nullable String[256];

  private Theme(boolean coloured, boolean hyperlinks) {
    this.coloured = coloured;
    this.hyperlinks = hyperlinks;
  }

  /** No colours, no attributes, no escapes. */
  public static Theme plain() {
    return new Theme(false, false);
  }

  /** Sixteen colours, which the reader's own terminal defines. */
  public static Theme coloured(boolean hyperlinks) {
    return new Theme(true, hyperlinks);
  }

  /**
   * The theme for this environment: plain if {@code NO_COLOR} is set, {@code TERM} is {@code dumb}
   * or the output is no terminal.
   */
  public static Theme resolve(Map<String, String> environment, boolean terminal) {
    String term = environment.getOrDefault("TERM", "");
    boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    if (!terminal || noColor || term.equals("dumb")) {
      return plain();
    }
    return coloured(hasLinks(environment, term));
  }

  // There is nothing to ask a terminal; those known to have OSC 8 say who they are.
  private static boolean hasLinks(Map<String, String> environment, String term) {
    if (environment.containsKey("TMUX") || environment.containsKey("STY")) {
      return false;
    }
    return LINKING_TERMINALS.contains(term)
        || LINKING_PROGRAMS.contains(environment.getOrDefault("TERM_PROGRAM", ""))
        || environment.containsKey("WT_SESSION")
        || environment.containsKey("KONSOLE_VERSION")
        || environment.containsKey("DOMTERM")
        || version(environment.getOrDefault("VTE_VERSION", "")) >= 5000;
  }

  private static int version(String digits) {
    boolean number = !digits.isEmpty() && digits.length() < 9;
    return number && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : 0;
  }

  public boolean isColoured() {
    return coloured;
  }

  /** Whether links are OSC 8 hyperlinks; if not, their targets are listed below the note. */
  public boolean hasHyperlinks() {
    return hyperlinks;
  }

  /** The look of an ink, for what the shell prints itself. */
  public AttributedStyle style(Ink ink) {
    return style(ink.plain());
  }

  AttributedStyle style(int style) {
    AttributedStyle look = AttributedStyle.DEFAULT;
    if (!coloured) {
      return look;
    }
    Ink ink = Ink.of(style);
    if (colour(ink) >= 0) {
      look = look.foreground(colour(ink));
    }
    if (isBold(style)) {
      look = look.bold();
    }
    if ((style & Ink.ITALIC) != 0) {
      look = look.italic();
    }
    if ((style & Ink.UNDERLINE) != 0) {
      look = look.underline();
    }
    return (style & Ink.STRIKE) != 0 ? look.crossedOut() : look;
  }

  /** The escape that switches to a style from any other; empty in the plain theme. */
  String escape(int style) {
    if (!coloured) {
      return "";
    }
    int index = (style & 0xf) | ((style >> 4) & 0xf0);
    String escape = escapes[index];
    if (escape == null) {
      escape = makeEscape(style);
      escapes[index] = escape;
    }
    return escape;
  }

  private static String makeEscape(int style) {
    StringBuilder codes = new StringBuilder("\u001b[0");
    if (isBold(style)) {
      codes.append(";1");
    }
    if ((style & Ink.ITALIC) != 0) {
      codes.append(";3");
    }
    if ((style & Ink.UNDERLINE) != 0) {
      codes.append(";4");
    }
    if ((style & Ink.STRIKE) != 0) {
      codes.append(";9");
    }
    int colour = colour(Ink.of(style));
    if (colour >= 0) {
      codes.append(';').append(colour < 8 ? 30 + colour : 82 + colour);
    }
    return codes.append('m').toString();
  }

  private static boolean isBold(int style) {
    return (style & Ink.BOLD) != 0 || Ink.of(style) == Ink.TITLE;
  }

  /** Of the sixteen; -1 for the terminal's own. */
  private static int colour(Ink ink) {
    return switch (ink) {
      case TEXT, TITLE -> -1;
      case QUIET, COMMENT -> AttributedStyle.BRIGHT | AttributedStyle.BLACK;
      case CODE, RUN, KEYWORD -> AttributedStyle.CYAN;
      case LINK, NOTE, NAME -> AttributedStyle.BLUE;
      case FAILED -> AttributedStyle.RED;
      case PASSED, STRING -> AttributedStyle.GREEN;
      case ATTENTION, OPTION -> AttributedStyle.YELLOW;
      case NUMBER -> AttributedStyle.MAGENTA;
    };
  }
}
