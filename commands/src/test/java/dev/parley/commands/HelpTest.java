package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import dev.parley.brokers.Option;
import dev.parley.brokers.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an option means to which system. */
class HelpTest {
  private static final Definition CREATE =
      Definition.named("create", Group.MESSAGES, "Create a destination")
          .option(Option.flag("own", "The command's own"))
          .extendedBySystems(Verb.CREATE)
          .made(session -> arguments -> {});

  private static BrokerKind kind(String system, Option... options) {
    return new BrokerKind(
        system,
        system,
        Set.of(Form.EMBEDDED),
        Map.of(Verb.CREATE, List.of(options)),
        () -> {
          throw new AssertionError("nothing is started");
        });
  }

  private static Map<String, List<String>> meanings(String key, List<BrokerKind> kinds) {
    Option option =
        CREATE.options(kinds).stream()
            .filter(one -> one.key().equals(key))
            .findFirst()
            .orElseThrow();
    return CREATE.meanings(option, kinds);
  }

  @Test
  void anOptionOfOneSystemNamesIt() {
    List<BrokerKind> kinds = List.of(kind("a", Option.flag("x", "it is x")), kind("b"));
    assertEquals(Map.of("It is x", List.of("a")), meanings("x", kinds));
  }

  @Test
  void whatMeansTheSameEverywhereNamesNone() {
    List<BrokerKind> kinds =
        List.of(kind("a", Option.flag("x", "it is x")), kind("b", Option.flag("x", "it is x")));
    assertEquals(Map.of("It is x", List.of()), meanings("x", kinds));
    assertEquals(Map.of("The command's own", List.of()), meanings("own", kinds));
  }

  @Test
  void whatSystemsUnderstandDifferentlyIsSaidForEach() {
    List<BrokerKind> kinds =
        List.of(kind("a", Option.flag("x", "one thing")), kind("b", Option.flag("x", "another")));
    assertEquals(Map.of("One thing", List.of("a"), "Another", List.of("b")), meanings("x", kinds));
  }
}
