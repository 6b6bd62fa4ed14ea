package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.commands.Output;
import dev.parley.commands.Styles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class StreamOutputTest {
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();

  private StreamOutput output(boolean quiet, boolean colored) {
    return new StreamOutput(data, words, Output.Format.TABLE, quiet, colored, 80);
  }

  private String printed() {
    return data.toString(StandardCharsets.UTF_8);
  }

  @Test
  void dataAndWordsGoDifferentWays() {
    StreamOutput output = output(false, false);
    output.data("чай");
    output.say("one message");
    output.error("no", "try again");
    assertEquals("чай\n", printed());
    assertEquals("one message\n✗ no — try again\n", words.toString(StandardCharsets.UTF_8));
  }

  @Test
  void wordsAboutTheBackgroundDoNotStandBetweenRecords() {
    output(true, false)
        .live(
            List.of(
                new Output.LiveLine("a", new AttributedString("{}"), false),
                new Output.LiveLine("a", new AttributedString("a · it ended"), true)));
    assertEquals("{}\n", printed());
    assertEquals("a · it ended\n", words.toString(StandardCharsets.UTF_8));
  }

  @Test
  void quietKeepsDataAndErrors() {
    StreamOutput output = output(true, false);
    output.data("x");
    output.say("one message");
    output.error("no", "");
    assertEquals("x\n", printed());
    assertEquals("✗ no\n", words.toString(StandardCharsets.UTF_8));
  }

  @Test
  void everyForeignStringIsMadeSafeOnTheWayOut() {
    StreamOutput output = output(false, true);
    output.data(new AttributedString("a\u001b[2Jb\u001b]52;c;eA==\u0007c\u009b31md\u202ee\u0000"));
    assertEquals("a␛[2Jb␛]52;c;eA==␇c\ufffd31md␦e␀\n", printed());
  }

  @Test
  void aSequenceCutByAStyleIsHarmless() {
    output(false, true).data(Styles.line(Styles.ACCENT, "a\u001b", Styles.PLAIN, "[2Jb"));
    assertEquals(
        "\u001b[36ma␛\u001b[0m[2Jb\n",
        printed().replace("\u001b[39m", "\u001b[0m").replace("b\u001b[0m", "b"));
  }

  @Test
  void theStreamsAreWhatTheLauncherSays() {
    assertEquals(new Streams(true, true, true, 132), Streams.of(Map.of("PARLEY_TTY", "ieo132")));
    assertEquals(new Streams(false, false, false, 80), Streams.of(Map.of("PARLEY_TTY", "")));
    assertEquals(60, Streams.of(Map.of("PARLEY_TTY", "", "COLUMNS", "60")).width());
    assertEquals(80, Streams.of(Map.of("PARLEY_TTY", "", "COLUMNS", "0")).width());
    assertEquals(
        false, new Streams(true, true, true, 80).colored(Map.of("TERM", "xterm", "NO_COLOR", "1")));
    assertEquals(false, new Streams(true, true, true, 80).colored(Map.of("TERM", "dumb")));
    assertEquals(
        true, new Streams(true, true, true, 80).colored(Map.of("TERM", "xterm", "NO_COLOR", "")));
  }
}
