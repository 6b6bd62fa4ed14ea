package dev.parley.bench;

import java.util.Random;

/** Markdown with everything in it that notes have; the same for everybody, and always the same. */
final class MarkdownSample {
  static final String LAST = "finisterre";

  private static final String[] WORDS = {
    "broker", "message", "consumer", "the", "partition", "is", "a", "queue", "of", "offset",
    "сообщение", "очередь", "подписчик", "и", "не", "знает", "кто", "его", "прочитает", "событие",
    "latency", "order", "retry", "between", "services", "never", "waits", "for", "commit", "group"
  };

  private final Random random = new Random(7);
  private final StringBuilder text = new StringBuilder();
  private int sections;

  /**
   * Makes a text.
   *
   * @param octets about so many in UTF-8
   */
  String text(int octets) {
    int size = 0;
    int counted = 0;
    while (size < octets) {
      section();
      size += text.substring(counted).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      counted = text.length();
    }
    return text.append("\n").append(LAST).append("\n").toString();
  }

  private void section() {
    sections++;
    text.append("#".repeat(1 + sections % 4)).append(' ').append(words(4)).append("\n\n");
    paragraph();
    list();
    paragraph();
    switch (sections % 5) {
      case 0 -> table();
      case 1 -> code();
      case 2 -> quote();
      case 3 -> tasks();
      default -> text.append("---\n\n");
    }
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return words.toString();
  }

  private void paragraph() {
    for (int i = 0; i < 3; i++) {
      text.append(words(9))
          .append(" **")
          .append(words(2))
          .append("** ")
          .append(words(5))
          .append(" *")
          .append(words(1))
          .append("* `")
          .append(words(1))
          .append("()` ")
          .append('[')
          .append(words(2))
          .append("](https://example.org/")
          .append(sections)
          .append(") ")
          .append(words(6))
          .append(".\n");
    }
    text.append('\n');
  }

  private void list() {
    for (int i = 1; i <= 3; i++) {
      text.append(i).append(". ").append(words(8)).append('\n');
      text.append("   - ").append(words(6)).append(" ~~").append(words(1)).append("~~\n");
      text.append("     - ").append(words(5)).append('\n');
    }
    text.append('\n');
  }

  private void tasks() {
    for (int i = 0; i < 4; i++) {
      text.append(i % 2 == 0 ? "- [ ] " : "- [x] ").append(words(6)).append('\n');
    }
    text.append('\n');
  }

  private void table() {
    text.append("| ").append(words(1)).append(" | ").append(words(2)).append(" | n |\n");
    text.append("|---|:---:|---:|\n");
    for (int i = 0; i < 6; i++) {
      text.append("| ")
          .append(words(2))
          .append(" | `")
          .append(words(1))
          .append("` | ")
          .append(random.nextInt(1000))
          .append(" |\n");
    }
    text.append('\n');
  }

  private void quote() {
    text.append("> [!NOTE]\n> ")
        .append(words(12))
        .append("\n>\n> ")
        .append(words(9))
        .append("\n\n");
  }

  private void code() {
    text.append("```java\n");
    for (int i = 0; i < 5; i++) {
      text.append("String s")
          .append(i)
          .append(" = \"")
          .append(words(3))
          .append("\"; // ")
          .append(words(3))
          .append('\n');
    }
    text.append("```\n\n");
  }
}
