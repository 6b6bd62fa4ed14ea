package dev.parley.notes.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PainterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "java | int x = 12; // int | KEYWORD:int NUMBER:12 COMMENT:// int",
        "java | @Override String s = \"// no\"; | OPTION:@Override NAME:String STRING:\"// no\"",
        "java | /* a */ 'c' | COMMENT:/* a */ STRING:'c'",
        "json | {\"a\": [1, true, \"b\\\"c\"]} | NAME:\"a\" NUMBER:1 KEYWORD:true STRING:\"b\\\"c\"",
        "yaml | - key: \"v\" # c | NAME:key STRING:\"v\" COMMENT:# c",
        "proto | message Order { int32 id = 1; } | KEYWORD:message NAME:Order KEYWORD:int32 NUMBER:1",
        "thrift | struct A { 1: i32 b } # c | KEYWORD:struct NAME:A NUMBER:1 KEYWORD:i32 COMMENT:# c",
        "xml | <a b=\"c\"/><!-- d --> | KEYWORD:<a NAME:b STRING:\"c\" KEYWORD:/> COMMENT:<!-- d -->",
        "sh | ls -l $HOME 'x' # c | RUN:ls OPTION:-l NAME:$HOME STRING:'x' COMMENT:# c",
        "parley | publish kafka:t {\"a\":1} --key 4; list | RUN:publish NAME:kafka:t NAME:\"a\""
            + " NUMBER:1 OPTION:--key RUN:list",
        "text | int x = 1; |",
      })
  void wordsHaveTheirColours(String language, String code, String painted) {
    StyledText text = new StyledText();
    text.append(code, 0);
    Painter.of(language).paint(text, 0, text.length());
    StringBuilder found = new StringBuilder();
    for (int from = 0; from < text.length(); ) {
      int run = text.runAt(from);
      if (text.runStyle(run) != 0) {
        String part = text.subSequence(from, text.runEnd(run)).toString();
        found.append(Ink.of(text.runStyle(run))).append(':').append(part).append(' ');
      }
      from = text.runEnd(run);
    }
    assertEquals(painted == null ? "" : painted, found.toString().strip());
  }
}
