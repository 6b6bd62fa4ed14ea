package dev.parley.notes.render;

import dev.parley.notes.WikiLink;
import dev.parley.notes.markup.Formula;
import dev.parley.notes.markup.Highlight;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.footnotes.InlineFootnote;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Turns what stands inside a paragraph into styled text. */
final class Inlines extends AbstractVisitor {
  /** What Obsidian puts behind the words of a picture. */
  private static final Pattern SIZE = Pattern.compile("\\|\\s*\\d{1,5}(?:x\\d{1,5})?$");

  private final Theme theme;
  private final Links links;
  private final Canvas canvas;
  private StyledText out = new StyledText();
  private int style;
  private boolean quote;
  private boolean attention;
  private boolean inLink;

  Inlines(Theme theme, Links links, Canvas canvas) {
    this.theme = theme;
    this.links = links;
    this.canvas = canvas;
  }

  /** Appends the content of a block. */
  void write(Node block, StyledText target, int base) {
    out = target;
    style = base;
    quote = false;
    visitChildren(block);
  }

  /** Appends a single node. */
  void writeOne(Node node, StyledText target, int base) {
    out = target;
    style = base;
    node.accept(this);
  }

  /**
   * Appends a paragraph of a quote, where {@code !} at the beginning of a line asks for attention.
   */
  void writeQuoted(Node first, StyledText target, int base) {
    out = target;
    style = base;
    quote = true;
    for (Node node = first; node != null; node = node.getNext()) {
      node.accept(this);
    }
    if (attention) {
      endAttention();
    }
    quote = false;
  }

  @Override
  public void visit(Text text) {
    String literal = text.getLiteral();
    if (quote && literal.startsWith("! ") && isLineStart(text)) {
      out.trimEnd();
      if (out.length() > 0) {
        out.append('\n', style);
      }
      style = Ink.ATTENTION.with(Ink.BOLD);
      attention = true;
    }
    if (!inLink && Urls.mayBeIn(literal)) {
      urls(SafeText.clean(literal));
    } else {
      out.flow(literal, style);
    }
  }

  private void urls(String literal) {
    int from = 0;
    for (Optional<Urls.Url> found = Urls.find(literal, 0);
        found.isPresent();
        found = Urls.find(literal, from)) {
      Urls.Url url = found.get();
      out.flow(literal.substring(from, url.start()), style);
      int start = out.length();
      String target = url.target();
      out.append(
          literal.substring(url.start(), url.end()), Ink.ink(style, Ink.LINK) | Ink.UNDERLINE);
      link(start, target, links.number(target, "", false, true, canvas.lineCount()));
      from = url.end();
    }
    out.flow(literal.substring(from), style);
  }

  private static boolean isLineStart(Node node) {
    return node.getPrevious() == null
        || node.getPrevious() instanceof SoftLineBreak
        || node.getPrevious() instanceof HardLineBreak;
  }

  private void endAttention() {
    attention = false;
    style = Ink.TEXT.plain();
    out.trimEnd();
    out.append('\n', style);
  }

  @Override
  public void visit(SoftLineBreak node) {
    if (attention) {
      endAttention();
    } else {
      out.space(style);
    }
  }

  @Override
  public void visit(HardLineBreak node) {
    breakLine();
  }

  private void breakLine() {
    if (attention) {
      endAttention();
    } else {
      out.trimEnd();
      out.append('\n', style);
    }
  }

  @Override
  public void visit(Code node) {
    String code = SafeText.oneLine(node.getLiteral());
    int ink = Ink.ink(style, Ink.CODE);
    if (theme.isColoured()) {
      out.append(code, ink);
    } else {
      out.append('`', ink);
      out.append(code, ink);
      out.append('`', ink);
    }
  }

  @Override
  public void visit(HtmlInline node) {
    if (Html.isBreak(node.getLiteral())) {
      breakLine();
    } else if (!Html.isHidden(node)) {
      out.flow(node.getLiteral(), Ink.ink(style, Ink.QUIET));
    }
  }

  @Override
  public void visit(Emphasis node) {
    children(node, style | Ink.ITALIC);
  }

  @Override
  public void visit(StrongEmphasis node) {
    children(node, style | Ink.BOLD);
  }

  private void children(Node node, int inner) {
    int before = style;
    style = inner;
    visitChildren(node);
    style = before;
  }

  @Override
  public void visit(Link node) {
    String target = node.getDestination();
    if (target.isEmpty()) {
      visitChildren(node);
      return;
    }
    int start = out.length();
    inLink = true;
    children(node, Ink.ink(style, Ink.LINK) | Ink.UNDERLINE);
    inLink = false;
    String text = out.subSequence(start, out.length()).toString();
    if (text.isBlank()) {
      out.append(SafeText.oneLine(target), Ink.ink(style, Ink.LINK));
    }
    String title = node.getTitle() == null ? "" : node.getTitle();
    // Also without its scheme; the last letters alone do not say where it leads.
    boolean shown =
        text.isBlank()
            || target.equals(text)
            || target.endsWith(":" + text)
            || target.endsWith("://" + text);
    link(start, target, links.number(target, title, false, shown, canvas.lineCount()));
  }

  private void link(int start, String target, int number) {
    String uri = Links.uri(target);
    if (!uri.isEmpty()) {
      out.link(start, uri);
    }
    out.append("[" + number + "]", Ink.QUIET.plain());
  }

  @Override
  public void visit(Image node) {
    int quiet = Ink.ink(style, Ink.QUIET);
    out.append("[image: ", quiet);
    int start = out.length();
    if (node.getFirstChild() instanceof Text alt && alt.getNext() == null) {
      out.flow(SIZE.matcher(alt.getLiteral()).replaceFirst(""), quiet);
    } else {
      children(node, quiet);
    }
    if (out.length() == start) {
      String target = SafeText.oneLine(node.getDestination());
      out.append(target.substring(target.lastIndexOf('/') + 1), quiet);
    }
    out.append(']', quiet);
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof Strikethrough) {
      String mark = theme.isColoured() ? "" : "~~";
      out.append(mark, style);
      children(node, style | Ink.STRIKE);
      out.append(mark, style);
    } else if (node instanceof Highlight) {
      String mark = theme.isColoured() ? "" : "==";
      out.append(mark, style);
      children(node, Ink.ink(style, Ink.ATTENTION));
      out.append(mark, style);
    } else if (node instanceof Formula formula) {
      formula(formula);
    } else if (node instanceof WikiLink link) {
      wikiLink(link);
    } else if (node instanceof FootnoteReference footnote) {
      String label = SafeText.oneLine(footnote.getLabel());
      out.append("[^" + label + "]", Ink.ink(style, Ink.QUIET));
    } else if (node instanceof InlineFootnote) {
      out.append(" (", style);
      visitChildren(node);
      out.append(')', style);
    }
  }

  private void formula(Formula formula) {
    int ink = Ink.ink(style, Ink.CODE);
    if (!formula.isDisplayed()) {
      out.append(SafeText.oneLine(formula.literal()), ink);
      return;
    }
    if (out.length() > 0) {
      breakLine();
    }
    for (String line : formula.literal().split("\n", -1)) {
      out.append(SafeText.oneLine(line), ink);
      out.append('\n', ink);
    }
  }

  private void wikiLink(WikiLink link) {
    if (link.isEmbed()) {
      out.append("↳ ", Ink.ink(style, Ink.QUIET));
    }
    out.append(SafeText.oneLine(link.text()), Ink.ink(style, Ink.LINK) | Ink.UNDERLINE);
    int number = links.number(link.target(), "", true, true, canvas.lineCount());
    out.append("[" + number + "]", Ink.QUIET.plain());
  }
}
