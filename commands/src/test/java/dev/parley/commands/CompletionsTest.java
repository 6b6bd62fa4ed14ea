package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Form;
import dev.parley.brokers.Option;
import dev.parley.brokers.Verb;
import dev.parley.notes.Language;
import dev.parley.notes.Library;
import dev.parley.notes.Trust;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {
  private static final BrokerKind KIND =
      new BrokerKind(
          "kafka",
          "Apache Kafka",
          Set.of(Form.EMBEDDED),
          Map.of(
              Verb.PULL,
              List.of(
                  new Option(
                      List.of("--from"),
                      Option.Kind.TEXT,
                      "WHERE",
                      "Where to begin",
                      List.of("earliest", "latest"),
                      false))),
          () -> {
            throw new IllegalStateException("no broker is needed to complete a line");
          });

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session =
        new Session(
            new Surroundings(
                List.of(KIND),
                Library.bundled(),
                new Trust(directory.resolve("trusted")),
                directory,
                directory,
                InputStream.nullInputStream(),
                Screen.NOBODY,
                Surroundings.Mode.PROMPT,
                Language.EN,
                need -> Optional.empty()),
            new RecordedOutput());
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> offered(String typed) {
    return new Completions(new Commands(), session)
        .of(typed).stream().map(Completions.Suggestion::value).toList();
  }

  @Test
  void commandsAreOfferedByTheirBeginning() {
    assertEquals(List.of("publish"), offered("pub"));
    assertEquals(List.of("publish"), offered("start kafka; pub"));
    assertTrue(offered("").contains("subscribe"));
  }

  @Test
  void optionsOfTheCommandAndOfItsSystemsAreOffered() {
    assertEquals(List.of("--count"), offered("pull kafka:t --cou"));
    assertEquals(List.of("--from"), offered("pull kafka:t --fr"));
    assertFalse(offered("pull kafka:t --count 3 --").contains("--count"));
  }

  @Test
  void valuesOfOptionsAreOffered() {
    assertEquals(List.of("earliest", "latest"), offered("pull kafka:t --from "));
    assertEquals(List.of("json"), offered("list -o j"));
    assertTrue(offered("subscribe kafka:t --delay ").contains("200ms"));
  }

  @Test
  void filesOfTheFolderAreOffered() throws Exception {
    Files.createFile(directory.resolve("orders.jsonl"));
    assertEquals(List.of("orders.jsonl"), offered("publish kafka:t --file ord"));
  }

  @Test
  void systemsNotesSectionsAndCellsAreOffered() {
    assertEquals(List.of("kafka"), offered("start "));
    assertTrue(offered("open as").contains("asynchronous"));
    session.reading().open(session.reading().find("asynchronous"), true);
    assertTrue(offered("open #pub").contains("#publish-subscribe"));
    assertTrue(offered("run ").containsAll(List.of("all", "1", "publish-subscribe")));
    assertEquals(List.of("ru"), offered("lang r"));
  }

  @Test
  void payloadsAreTheUsersOwn() {
    assertEquals(List.of(), offered("publish kafka:t {\"a\":"));
    assertEquals(List.of(), offered("nonsense "));
  }

  @Test
  void aFreshWordAfterAnUnfinishedLineIsNoError() {
    for (String typed :
        List.of(" ", ";", "publish", "publish ", "publish 'x", "run 1 ", "-", "- ")) {
      offered(typed);
    }
  }

  @Test
  void onlyTheFormsThatASystemHasAreOffered() {
    assertEquals(List.of("embedded"), offered("start kafka --mode "));
    assertTrue(offered("start kafka --").contains("--mode"));
  }
}
