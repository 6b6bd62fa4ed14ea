package dev.parley.notes.render;

import java.io.IOException;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A line of a rendered note, safe to print. */
public final class RenderedLine {
  private final String text;
  private final int[] runs;
  private final List<LinkSpan> links;
  private final Theme theme;

  /**
   * @param runs pairs: where a run of one style ends, and the style
   */
  RenderedLine(String text, int[] runs, List<LinkSpan> links, Theme theme) {
    this.text = text;
    this.runs = runs;
    this.links = links;
    this.theme = theme;
  }

  /** The line without any style. */
  public String text() {
    return text;
  }

  /** The parts of the line that lead somewhere, in order; they do not overlap. */
  public List<LinkSpan> links() {
    return links;
  }

  /** The line for JLine. Hyperlinks are not in it: JLine has no style for them. */
  public AttributedString styled() {
    if (!theme.isColoured()) {
      return new AttributedString(text);
    }
    AttributedStringBuilder styled = new AttributedStringBuilder(text.length());
    int from = 0;
    for (int i = 0; i < runs.length; i += 2) {
      styled.append(text.substring(from, runs[i]), theme.style(runs[i + 1]));
      from = runs[i];
    }
    return styled.toAttributedString();
  }

  /**
   * Writes the line without a terminator.
   *
   * @param ansi with the theme's escapes, hyperlinks included; else the bare text
   */
  public void appendTo(Appendable out, boolean ansi) throws IOException {
    if (!ansi || !theme.isColoured()) {
      out.append(text);
      return;
    }
    int style = 0;
    int from = 0;
    int link = 0;
    boolean links = theme.hasHyperlinks() && !this.links.isEmpty();
    for (int i = 0; i < runs.length; i += 2) {
      if (runs[i + 1] != style) {
        style = runs[i + 1];
        out.append(theme.escape(style));
      }
      if (links) {
        link = appendLinked(out, from, runs[i], link);
      } else {
        // A part of a StringBuilder's own making is copied at once, a range sign by sign.
        out.append(text.substring(from, runs[i]));
      }
      from = runs[i];
    }
    if (style != 0) {
      out.append("\u001b[0m");
    }
  }

  private int appendLinked(Appendable out, int start, int end, int firstLink) throws IOException {
    int link = firstLink;
    int from = start;
    while (from < end) {
      LinkSpan span = link < links.size() ? links.get(link) : null;
      if (span == null || span.start() >= end) {
        out.append(text, from, end);
        return link;
      }
      if (from < span.start()) {
        out.append(text, from, span.start());
      } else if (from == span.start()) {
        out.append("\u001b]8;;").append(span.uri()).append("\u001b\\");
      }
      int to = Math.min(end, span.end());
      int begin = Math.max(from, span.start());
      if (from < span.start()) {
        out.append("\u001b]8;;").append(span.uri()).append("\u001b\\");
      }
      out.append(text, begin, to);
      if (to == span.end()) {
        out.append("\u001b]8;;\u001b\\");
        link++;
      }
      from = to;
    }
    return link;
  }

  @Override
  public String toString() {
    return text;
  }
}
