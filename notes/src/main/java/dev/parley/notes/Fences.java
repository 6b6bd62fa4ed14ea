package dev.parley.notes;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Where fences stand in the source of a note. */
final class Fences {
  private final String source;
  private final Lines lines;
  private final int bodyLine;
  private int nextWikiLink;

  /**
   * @param bodyLine how many lines of the source stand above what was parsed
   */
  Fences(String source, Lines lines, int bodyLine) {
    this.source = source;
    this.lines = lines;
    this.bodyLine = bodyLine;
    this.nextWikiLink = source.indexOf("[[");
  }

  /** Whether there is a wikilink in the lines of a block; to be asked block after block. */
  boolean holdsWikiLink(Node block) {
    List<SourceSpan> spans = block.getSourceSpans();
    if (spans.isEmpty() || nextWikiLink < 0) {
      return nextWikiLink >= 0;
    }
    int start = lines.start(spans.get(0).getLineIndex() + bodyLine);
    int end = lines.start(spans.get(spans.size() - 1).getLineIndex() + bodyLine + 1);
    if (nextWikiLink < start) {
      nextWikiLink = source.indexOf("[[", start);
    }
    return nextWikiLink >= 0 && nextWikiLink < end;
  }

  /** The line where a block begins, from 1. */
  int line(Node block) {
    List<SourceSpan> spans = block.getSourceSpans();
    return (spans.isEmpty() ? 0 : spans.get(0).getLineIndex()) + bodyLine + 1;
  }

  Fence of(FencedCodeBlock node) {
    List<SourceSpan> spans = node.getSourceSpans();
    int first = line(node) - 1;
    int last = spans.isEmpty() ? first : spans.get(spans.size() - 1).getLineIndex() + bodyLine;
    boolean closed = node.getClosingFenceLength() != null && last > first;
    int start = lines.start(first);
    int column = spans.isEmpty() ? 0 : spans.get(0).getColumnIndex();
    char mark = node.getFenceCharacter().charAt(0);
    int at = source.indexOf(mark, Math.min(start + column, source.length()));
    int open = at < 0 ? start : at;
    return new Fence(
        start,
        lines.start(first + 1),
        closed ? lines.start(last) : lines.start(last + 1),
        lines.start(last + 1),
        first + 1,
        prefix(source.substring(start, open)),
        String.valueOf(mark).repeat(Math.max(3, node.getOpeningFenceLength())),
        closed);
  }

  /** What the next lines have where the first one has list markers: spaces. */
  private static String prefix(String before) {
    StringBuilder prefix = new StringBuilder(before.length());
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      prefix.append(c == '>' || c == '\t' ? c : ' ');
    }
    return prefix.toString();
  }

  ExpectedOutput output(FencedCodeBlock node) {
    Fence fence = of(node);
    String text = node.getLiteral() == null ? "" : node.getLiteral();
    // The parser leaves a tab in the text of which a list took only a part.
    return fence.prefix().indexOf('\t') < 0
        ? new ExpectedOutput(split(text), fence)
        : new ExpectedOutput(
            split(source.substring(fence.contentStart(), fence.contentEnd())).stream()
                .map(line -> inside(line, fence.prefix()))
                .toList(),
            fence);
  }

  private static String inside(String line, String prefix) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text.stripLeading();
  }

  private static List<String> split(String text) {
    List<String> split = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      split.add(text.substring(from, end < 0 ? text.length() : end));
      from = end < 0 ? text.length() : end + 1;
    }
    return split;
  }
}
