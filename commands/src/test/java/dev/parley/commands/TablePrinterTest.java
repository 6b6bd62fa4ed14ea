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
