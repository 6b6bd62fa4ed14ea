package dev.parley.notes;

import org.commonmark.node.CustomNode;

/** A link as Obsidian writes it: {@code [[note#section|text]]}, or {@code ![[…]]} to embed it. */
public final class WikiLink extends CustomNode {
  private final String target;
  private final String text;
  private final boolean embed;

  WikiLink(String target, String text, boolean embed) {
    this.target = target;
    this.text = text;
    this.embed = embed;
  }

  /** {@code note}, {@code note#section} or {@code #section}. */
  public String target() {
    return target;
  }

  /** What the reader sees: what stands behind the bar, else the target. */
  public String text() {
    return text;
  }

  /** Whether it stands for the content that it leads to. */
  public boolean isEmbed() {
    return embed;
  }
}
