package dev.parley.notes.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlInline;

/** The HTML that GitHub and Obsidian show as something else than itself. */
final class Html {
  private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>");
  private static final Pattern ANCHOR = Pattern.compile("(?i)<a\\s+(?:id|name)=[^<>]*>");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");
  private static final Pattern DETAILS = Pattern.compile("(?i)</?details\\b[^<>]*>");
  private static final Pattern SUMMARY =
      Pattern.compile("(?is)<summary\\b[^<>]*>(.*?)(?:</summary>|\\z)");
  private static final Pattern BLANK_LINES = Pattern.compile("\\A(?:[ \\t]*\\n)+");
  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  private Html() {}

  /** A piece of a block: as it is written, or the line above what can be folded. */
  record Part(String text, boolean summary) {}

  static boolean isBreak(String tag) {
    return BREAK.matcher(tag).matches();
  }

  /** Comments and anchors; of an anchor its end too. */
  static boolean isHidden(HtmlInline tag) {
    return isComment(tag.getLiteral())
        || isAnchor(tag)
        || (tag.getLiteral().equalsIgnoreCase("</a>")
            && tag.getPrevious() instanceof HtmlInline begin
            && isAnchor(begin));
  }

  private static boolean isComment(String html) {
    return html.startsWith("<!--");
  }

  private static boolean isAnchor(HtmlInline tag) {
    String html = tag.getLiteral();
    return ANCHOR.matcher(html).matches() && !html.toLowerCase(Locale.ROOT).contains("href");
  }

  /** What is shown of a block of HTML. */
  static List<Part> parts(String block) {
    String html = block;
    // A comment without an end stays, as it would hide the rest of the note.
    if (html.contains("-->")) {
      html = COMMENT.matcher(html).replaceAll("");
    }
    html = DETAILS.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
    List<Part> parts = new ArrayList<>();
    Matcher summary = SUMMARY.matcher(html);
    int from = 0;
    while (summary.find()) {
      add(html.substring(from, summary.start()), parts);
      parts.add(new Part(text(summary.group(1)), true));
      from = summary.end();
    }
    add(html.substring(from), parts);
    return parts;
  }

  private static String text(String html) {
    return TAG.matcher(html)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .strip();
  }

  private static void add(String html, List<Part> parts) {
    if (!html.isBlank()) {
      parts.add(new Part(BLANK_LINES.matcher(html.stripTrailing()).replaceFirst(""), false));
    }
  }
}
