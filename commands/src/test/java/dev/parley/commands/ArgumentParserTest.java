package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentParserTest {
  private static final Definition SEND =
      Definition.named("send", Group.MESSAGES, "Send")
          .example("send kafka:t hello")
          .takes(
              Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "where"),
              Parameter.optional("PAYLOAD", Parameter.Kind.PAYLOAD, "what"))
          .option(
              Option.of("key", Option.Kind.TEXT, "KEY", "key"),
              Option.of("count", Option.Kind.NUMBER, "N", "count"),
              Option.of("delay", Option.Kind.DURATION, "TIME", "delay"),
              Option.choice("speed", "speed", "slow", "fast"),
              Option.flag("json", "json"),
              new Option(
                  List.of("--header", "-H"),
                  Option.Kind.TEXT,
                  "NAME=VALUE",
                  "header",
                  List.of(),
                  true))
          .made(session -> arguments -> {});

  private static Arguments parse(String line) {
    return new ArgumentParser(SEND, SEND.options()).parse(Line.parse(line).get(0));
  }

  private static UserException refused(String line) {
    return assertThrows(UserException.class, () -> parse(line));
  }

  @Test
  void plainWordsArePayloadWithTheirSpacesAsTyped() {
    assertEquals(
        Optional.of("hello   brave world"),
        parse("send kafka:t hello   brave world --key 1").payload());
  }

  @Test
  void optionsMayStandBeforeThePayload() {
    Arguments arguments = parse("send kafka:t --key 42 {\"a\": 1}");
    assertEquals(Optional.of("{\"a\": 1}"), arguments.payload());
    assertEquals(Optional.of("42"), arguments.settings().text("key"));
  }

  @Test
  void aNegativeNumberIsPayload() {
    assertEquals(Optional.of("-5 degrees"), parse("send kafka:t -5 degrees").payload());
  }

  @Test
  void aQuotedPayloadMayLookLikeAnOption() {
    assertEquals(Optional.of("--key"), parse("send kafka:t '--key'").payload());
  }

  @Test
  void valuesAreKeptAsTyped() {
    Arguments arguments =
        parse("send kafka:t x --key \"a 'b' \\\"\" -H a=1 -H a=2=3 --count=7 --delay 200ms --json");
    assertEquals(Optional.of("a 'b' \\\""), arguments.settings().text("key"));
    assertEquals(List.of("a=1", "a=2=3"), arguments.settings().all("header"));
    assertEquals(Optional.of(7L), arguments.settings().number("count"));
    assertEquals(Optional.of(Duration.ofMillis(200)), arguments.settings().duration("delay"));
    assertTrue(arguments.settings().has("json"));
  }

  @Test
  void aValueMayBeginAsAnOptionOrAsAFileOfOptions(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("options"), "--count 7");
    for (String value : List.of("-5", "@" + file, "@@x", ".a == \"b=c\"")) {
      Arguments arguments = parse("send kafka:t x --key '" + value + "'");
      assertEquals(Optional.of(value), arguments.settings().text("key"));
    }
    assertEquals(Optional.of("-5"), parse("send kafka:t x --key -5").settings().text("key"));
  }

  @Test
  void severalQuotedTextsKeepTheirQuotes() {
    assertEquals(Optional.of("\"1\",\"tea\""), parse("send kafka:t \"1\",\"tea\"").payload());
    assertEquals(Optional.of("\"1\",2,\"t t\""), parse("send kafka:t \"1\",2,\"t t\"").payload());
    assertEquals(Optional.of("'a' 'b'"), parse("send kafka:t 'a' 'b'").payload());
    assertEquals(Optional.of("'a'+'b'"), parse("send kafka:t 'a'+'b'").payload());
  }

  @Test
  void oneQuotedTextLosesThem() {
    assertEquals(
        Optional.of("it's fine, isn't it"), parse("send k:t 'it's fine, isn't it'").payload());
    assertEquals(Optional.of("{\"a\":1}"), parse("send kafka:t \"{\"a\":1}\"").payload());
    assertEquals(Optional.of("{\\\"a\\\":1}"), parse("send kafka:t \"{\\\"a\\\":1}\"").payload());
    assertEquals(Optional.of("a\nb"), parse("send kafka:t 'a\nb'").payload());
    assertEquals(Optional.of(""), parse("send kafka:t ''").payload());
  }

  @Test
  void quotesInsideAQuotedPayloadAreKept() {
    assertEquals(Optional.of("say \"hi\" now"), parse("send kafka:t \"say \"hi\" now\"").payload());
  }

  @Test
  void tooManyWordsAreRefused() {
    Definition one =
        Definition.named("open", Group.READ, "Open")
            .takes(Parameter.one("NOTE", Parameter.Kind.NOTE, "which"))
            .made(session -> arguments -> {});
    UserException e =
        assertThrows(
            UserException.class,
            () -> new ArgumentParser(one, List.of()).parse(Line.parse("open a b").get(0)));
    assertEquals("open does not take so many words: b", e.getMessage());
  }

  @Test
  void aPayloadInTwoPlacesIsRefused() {
    assertEquals(2, refused("send kafka:t one --key 1 two").exitCode());
  }

  /**
   * What was meant is said, in place of a complaint about the half that was taken for a payload.
   */
  @Test
  void aQuoteThatEndsInTheMiddleOfAWordIsNamed() {
    for (String[] line :
        new String[][] {
          {"send k:t plain -H \"x y\"=1", "-H 'x y=1'"},
          {"send k:t plain -H x=\"y z\"", "-H 'x=y z'"},
          {"send k:t -H x='y z' plain", "-H 'x=y z'"},
          {"send k:t plain -H x=\"y -z\"", "-H 'x=y -z'"},
          {"send k:t plain --key a\" b\"", "--key 'a b'"},
          {"send k:t plain --key \"a \"b\"c", "--key 'a bc'"},
          {"send k:t plain --key=\"a b\"c", "--key='a bc'"}
        }) {
      UserException e = refused(line[0]);
      assertTrue(e.getMessage().startsWith("a quote opens in "), e.getMessage());
      assertEquals("a value with a blank is quoted whole: " + line[1], e.hint());
      assertEquals(Optional.of("plain"), parse("send k:t plain " + line[1]).payload());
    }
    assertEquals(
        "a quote opens in \"x and closes in y\"=1: two words",
        refused("send k:t plain -H \"x y\"=1").getMessage());
  }

  @Test
  void aQuoteThatIsACharacterIsNoneThatOpens() {
    assertEquals(Optional.of("that's it"), parse("send k:t --key it's that's it").payload());
    assertEquals(Optional.of("7"), parse("send k:t --key 5\" 7").payload());
    assertEquals(Optional.of("7"), parse("send k:t --key 5\" \"7\"").payload());
    assertEquals(Optional.of("7"), parse("send k:t --key='a 5\" b' 7").payload());
    Line arguments = Line.ofArguments(List.of("send", "k:t", "--key", "a\"", "b\""));
    assertEquals(
        Optional.of("b\""), new ArgumentParser(SEND, SEND.options()).parse(arguments).payload());
  }

  @Test
  void anUnknownOptionNamesTheNearestOne() {
    UserException e = refused("send kafka:t x --cuont 3");
    assertEquals("send has no option --cuont", e.getMessage());
    assertEquals("did you mean --count?", e.hint());
  }

  @Test
  void aMissingParameterIsNamed() {
    UserException e = refused("send");
    assertEquals("send needs DESTINATION", e.getMessage());
    assertEquals("for example: send kafka:t hello", e.hint());
  }

  @Test
  void aMissingValueIsNamed() {
    assertEquals(2, refused("send kafka:t x --key").exitCode());
  }

  @Test
  void aValueThatIsNoneOfTheChoicesIsRefused() {
    assertEquals(
        "--speed takes slow or fast, not medium",
        refused("send kafka:t x --speed medium").getMessage());
  }

  /** What to type is said, in place of a complaint about what stands behind it. */
  @Test
  void pipesOfOtherShellsAreNamed() {
    Definition read = Definition.named("read", Group.MESSAGES, "Read").made(session -> it -> {});
    for (String word : List.of("|", "||", "&", "&&", ">", ">>", "2>", "<")) {
      UserException e =
          assertThrows(
              UserException.class,
              () ->
                  new ArgumentParser(read, List.of())
                      .parse(Line.parse("read " + word + " jq -c .").get(0)));
      assertEquals(
          word + " means nothing here: parley has no pipes, redirections or jobs", e.getMessage());
      assertEquals("in your own shell: parley -e 'read …' " + word + " …", e.hint());
    }
    assertEquals(Optional.of("a | b"), parse("send kafka:t a | b").payload());
  }
}
