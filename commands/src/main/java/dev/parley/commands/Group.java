package dev.parley.commands;

/** The groups of help, in its order. */
public enum Group {
  READ("read notes"),
  RUN("run cells"),
  SERVERS("servers"),
  MESSAGES("messages"),
  SEE("see"),
  CODE("code"),
  SHELL("shell");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
