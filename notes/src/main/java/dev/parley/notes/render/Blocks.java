package dev.parley.notes.render;

import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import dev.parley.notes.markup.FormulaBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Prints blocks on the canvas. */
final class Blocks extends AbstractVisitor {
  private static final String[] BULLETS = {"• ", "◦ ", "▪ "};

  private final Theme theme;
  private final Note note;
  private final Canvas canvas;
  private final Inlines inlines;
  private final Tables tables;
  private final CodeBlocks code;
  private final StyledText text = new StyledText();
  private final List<FootnoteDefinition> footnotes = new ArrayList<>();
  private final Map<Integer, Integer> cellLines;
  private int listDepth;

  Blocks(Theme theme, Note note, Canvas canvas, Inlines inlines, Map<Integer, Integer> cellLines) {
    this.theme = theme;
    this.note = note;
    this.canvas = canvas;
    this.inlines = inlines;
    this.tables = new Tables(inlines, canvas);
    this.code = new CodeBlocks(canvas);
    this.cellLines = cellLines;
  }

  /** Prints one block with the distance that it has from the one before. */
  void block(Node block, boolean tight) {
    boolean empty = block instanceof Paragraph && block.getFirstChild() == null;
    if (empty || block instanceof LinkReferenceDefinition) {
      return;
    }
    if (block instanceof FootnoteDefinition footnote) {
      footnotes.add(footnote);
      return;
    }
    boolean output = block instanceof FencedCodeBlock f && note.anchors().outputs().containsKey(f);
    if (!tight && !output) {
      canvas.gap();
    }
    block.accept(this);
  }

  private void blocks(Node first, boolean tight) {
    boolean begun = false;
    for (Node child = first; child != null; child = child.getNext()) {
      if (!(child instanceof TaskListItemMarker)) {
        block(child, tight || !begun);
        begun = true;
      }
    }
  }

  /** Prints the footnotes, which wait for the end of the note. */
  void footnotes() {
    for (int i = 0; i < footnotes.size(); i++) {
      String mark = "[^" + SafeText.oneLine(footnotes.get(i).getLabel()) + "] ";
      String shown = mark.length() > 20 ? mark.substring(0, 18) + "] " : mark;
      canvas.gap();
      canvas.open(shown, " ".repeat(Columns.of(shown)), Ink.QUIET.plain());
      blocks(footnotes.get(i).getFirstChild(), false);
      canvas.close();
    }
  }

  @Override
  public void visit(Paragraph paragraph) {
    text.clear();
    if (paragraph.getParent() instanceof BlockQuote) {
      inlines.writeQuoted(paragraph.getFirstChild(), text, Ink.TEXT.plain());
    } else {
      inlines.write(paragraph, text, Ink.TEXT.plain());
    }
    canvas.flow(text);
  }

  /** A heading that is no section: inside a list or a quote. */
  @Override
  public void visit(Heading heading) {
    text.clear();
    inlines.write(heading, text, Ink.TITLE.plain());
    canvas.flow(text);
  }

  @Override
  public void visit(BlockQuote quote) {
    Optional<Callout> callout = Callout.of(quote);
    int ink = callout.map(c -> c.ink().plain()).orElse(Ink.QUIET.plain());
    canvas.open("│ ", "│ ", ink);
    if (callout.isPresent()) {
      callout(quote, callout.get());
    } else {
      blocks(quote.getFirstChild(), false);
    }
    canvas.close();
  }

  private void callout(BlockQuote quote, Callout callout) {
    Node paragraph = quote.getFirstChild();
    int title = callout.ink().with(Ink.BOLD);
    text.clear();
    Node node = paragraph.getFirstChild();
    Node rest = node.getNext();
    if (!theme.isColoured() && !callout.titleIsBlank(node)) {
      // Without a colour the word says what it is.
      text.append(callout.name() + ": ", title);
    }
    text.append(SafeText.oneLine(callout.rest(node)), title);
    while (rest != null && !(rest instanceof SoftLineBreak || rest instanceof HardLineBreak)) {
      inlines.writeOne(rest, text, title);
      rest = rest.getNext();
    }
    text.trimEnd();
    if (text.length() == 0) {
      text.append(callout.name(), title);
    }
    canvas.flow(text);
    if (rest != null) {
      text.clear();
      inlines.writeQuoted(rest.getNext(), text, Ink.TEXT.plain());
      canvas.flow(text);
    }
    for (Node block = paragraph.getNext(); block != null; block = block.getNext()) {
      block(block, false);
    }
  }

  @Override
  public void visit(BulletList list) {
    String bullet = BULLETS[Math.min(listDepth, BULLETS.length - 1)];
    listDepth++;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      item(list, item, bullet);
    }
    listDepth--;
  }

  @Override
  public void visit(OrderedList list) {
    int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
    int size = 0;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      size++;
    }
    int digits = String.valueOf((long) number + Math.max(0, size - 1)).length();
    long n = number;
    listDepth++;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String digit = String.valueOf(n++);
      item(list, item, " ".repeat(Math.max(0, digits - digit.length())) + digit + ". ");
    }
    listDepth--;
  }

  private void item(ListBlock list, Node item, String bullet) {
    String mark = bullet;
    if (item.getFirstChild() instanceof TaskListItemMarker task) {
      mark = task.isChecked() ? "☑ " : "☐ ";
    }
    if (item.getPrevious() != null && !list.isTight()) {
      canvas.gap();
    }
    canvas.open(mark, " ".repeat(Columns.of(mark)), Ink.QUIET.plain());
    if (item instanceof ListItem) {
      blocks(item.getFirstChild(), list.isTight());
    }
    canvas.close();
  }

  @Override
  public void visit(FencedCodeBlock block) {
    Cell cell = note.anchors().cells().get(block);
    if (cell != null) {
      cellLines.put(cell.number(), canvas.lineCount());
      code.cell(cell);
    } else if (note.anchors().outputs().containsKey(block)) {
      code.output(block.getLiteral());
    } else {
      code.code(block.getLiteral(), block.getInfo() == null ? "" : block.getInfo());
    }
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    code.code(block.getLiteral(), "");
  }

  @Override
  public void visit(HtmlBlock block) {
    for (Html.Part part : Html.parts(block.getLiteral())) {
      if (part.summary()) {
        text.clear();
        text.append("▾ ", Ink.QUIET.plain());
        text.flow(part.text(), Ink.TEXT.with(Ink.BOLD));
        canvas.flow(text);
      } else {
        code.html(part.text());
      }
    }
  }

  @Override
  public void visit(ThematicBreak node) {
    canvas.line("─ ─ ─", Ink.QUIET.plain());
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      tables.write(table);
    } else if (block instanceof FormulaBlock formula) {
      code.code(formula.literal(), "");
    } else {
      blocks(block.getFirstChild(), false);
    }
  }

  /** Text that stands outside of any paragraph. */
  @Override
  public void visit(Text node) {
    canvas.line(SafeText.oneLine(node.getLiteral()), Ink.TEXT.plain());
  }
}
