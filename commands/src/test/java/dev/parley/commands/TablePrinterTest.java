package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablePrinterTest {
  private static final Table TABLE =
      new Table(
          "group",
          List.of("group", "lag", "state"),
          List.of(
              Arrays.asList("заказы", 5L, "up"),
              Arrays.asList("茶", 12_000L, null),
              Arrays.asList("a\u001b[2Jb\nc", 0L, Duration.ofMillis(1500))));

  @Test
  void wideCharactersAreAlignedAndNumbersStandToTheRight() {
    RecordedOutput output = new RecordedOutput();
    new TablePrinter(output).print(TABLE);
    assertEquals(
        """
        group     lag    state
        заказы        5  up
        茶        12000  –
        a␛[2Jb⏎c      0  1.5 s
        """,
        output.text());
  }

  @Test
  void aRowThatIsWiderThanTheScreenGoesOnBelowAtAColumn() {
    RecordedOutput output = new RecordedOutput(Output.Format.TABLE, 16);
    new TablePrinter(output).print(TABLE);
    assertEquals(
        """
        group     lag
            state
        заказы        5
            up
        茶        12000
            –
        a␛[2Jb⏎c      0
            1.5 s
        """,
        output.text());
  }

  private static String onScreen(int columns, Table table) {
    RecordedOutput output = new RecordedOutput(Output.Format.TABLE, columns);
    new TablePrinter(output).print(table);
    return output.text();
  }

  @Test
  void aColumnOfWordsIsFoldedAtItsBlanksWhereTheScreenIsTooNarrow() {
    Table tags =
        new Table(
            "tag",
            List.of("tag", "notes", "count"),
            List.of(
                Arrays.asList("#kafka", "kafka kafka-cluster rabbitmq-vs-kafka", 3),
                Arrays.asList("#очередь", "sqs", 1)));
    assertEquals(
        """
        tag       notes                 count
        #kafka    kafka kafka-cluster       3
                  rabbitmq-vs-kafka
        #очередь  sqs                       1
        """,
        onScreen(37, tags).replaceAll(" +\n", "\n"));
  }

  @Test
  void numbersAndNamesAreNeverFoldedAndARowGoesOnBelowInstead() {
    Table servers =
        new Table(
            "server",
            List.of("server", "form", "started in", "disk MB"),
            List.of(
                Arrays.asList("rabbit (Apache Qpid 10.1.0)", "embedded", 1234, 123_456.7),
                Arrays.asList("kafka 4.4.0", "embedded", 12, null)));
    assertEquals(
        """
        server
            form      started in  disk MB
        rabbit (Apache Qpid 10.1.0)
            embedded        1234  123456.7
        kafka 4.4.0
            embedded          12  –
        """,
        onScreen(34, servers).replaceAll(" +\n", "\n"));
  }

  @Test
  void aWordThatIsWiderThanTheScreenIsCutAndTheWholeIsForPrograms() {
    Table names =
        new Table("topic", List.of("topic", "lag"), List.of(Arrays.asList("n".repeat(30), 7)));
    assertEquals(
        "topic\n    lag\n"
            + "n".repeat(19)
            + "…\n      7\n"
            + "what ends with … was cut; -o json has all of it\n",
        onScreen(20, names));
  }

  @Test
  void eachRowIsAnObjectForPrograms() {
    RecordedOutput output = new RecordedOutput(Output.Format.JSON);
    new TablePrinter(output).print(TABLE);
    assertEquals(
        """
        {"table":"group","group":"заказы","lag":5,"state":"up"}
        {"table":"group","group":"茶","lag":12000,"state":null}
        {"table":"group","group":"a\\u001B[2Jb\\nc","lag":0,"state":1500}
        """,
        output.text());
  }
}
