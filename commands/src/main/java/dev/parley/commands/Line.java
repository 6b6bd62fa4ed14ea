package dev.parley.commands;

import java.util.ArrayList;
import java.util.List;

/**
 * One command as typed: its name and its words. Nothing is unescaped, expanded or substituted.
 *
 * @param source the text that the words' places refer to
 * @param rest everything behind the name, as typed
 * @param typed whether the words were cut here, out of one text
 */
public record Line(String source, String name, List<Word> words, String rest, boolean typed) {
  public Line {
    words = List.copyOf(words);
  }

  /**
   * The commands of a script: separated by {@code ;} and line ends outside payloads and quotes;
   * {@code #} lines are skipped.
   */
  public static List<Line> parse(String script) {
    List<Line> lines = new ArrayList<>();
    Lexer lexer = new Lexer(script);
    while (lexer.skipToCommand()) {
      int start = lexer.at();
      Word name = lexer.word();
      if (name.text().equals("java") && !name.quoted()) {
        // Java has semicolons and braces of its own: the rest of the line is its.
        String rest = lexer.restOfLine();
        lines.add(new Line(script, "java", List.of(), rest.strip(), true));
        continue;
      }
      List<Word> words = new ArrayList<>();
      while (lexer.skipToWord()) {
        words.add(lexer.word());
      }
      lines.add(
          new Line(
              script, name.text(), words, script.substring(name.end(), lexer.at()).strip(), true));
      assert start <= name.start();
    }
    return lines;
  }

  /**
   * Whether a quote or a bracket that begins a word is not closed: what is typed next may belong to
   * it.
   */
  public static boolean isOpen(String script) {
    return open(script) != 0;
  }

  /** Whether a payload in brackets is not closed. */
  public static boolean isOpenPayload(String script) {
    char open = open(script);
    return open == '{' || open == '[';
  }

  private static char open(String script) {
    Lexer lexer = new Lexer(script);
    while (lexer.skipToCommand()) {
      Word name = lexer.word();
      if (name.text().equals("java") && !name.quoted()) {
        lexer.restOfLine();
      }
      while (lexer.skipToWord()) {
        lexer.word();
      }
    }
    return lexer.open();
  }

  /** The one-shot mode: each argument is one word, and nothing is split again. */
  public static Line ofArguments(List<String> arguments) {
    StringBuilder source = new StringBuilder();
    List<Word> words = new ArrayList<>();
    for (String argument : arguments) {
      int start = source.length();
      source.append(argument);
      words.add(new Word(argument, false, start, source.length()));
      source.append(' ');
    }
    String text = source.toString();
    String rest = words.size() > 1 ? text.substring(words.get(1).start()).strip() : "";
    return new Line(text, words.get(0).text(), words.subList(1, words.size()), rest, false);
  }
}
