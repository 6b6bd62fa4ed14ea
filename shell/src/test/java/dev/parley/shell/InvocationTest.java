package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.brokers.BrokerException;
import dev.parley.commands.Output;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationTest {
  @Test
  void optionsBeforeACommandAreTheProgramsOwn() {
    Invocation invocation =
        Invocation.parse(
            List.of("-o", "json", "--timeout", "5s", "--quiet", "pull", "kafka:t", "--quiet"));
    assertEquals(Output.Format.JSON, invocation.format());
    assertEquals(Optional.of(Duration.ofSeconds(5)), invocation.timeout());
    assertEquals(List.of("pull", "kafka:t", "--quiet"), invocation.command());
  }

  @Test
  void aScriptIsNotSplitHere() {
    assertEquals(
        List.of(new Invocation.Script("start kafka; list", false)),
        Invocation.parse(List.of("-e", "start kafka; list")).scripts());
  }

  @Test
  void scriptsAndFilesAreRunInTheirOrder() {
    assertEquals(
        List.of(
            new Invocation.Script("a", false),
            new Invocation.Script("f", true),
            new Invocation.Script("b", false)),
        Invocation.parse(List.of("-e", "a", "-f", "f", "-e", "b")).scripts());
    assertThrows(UserException.class, () -> Invocation.parse(List.of("-f", "-", "-f", "-")));
  }

  @Test
  void nonsenseIsNotUnderstood() {
    assertEquals(
        2,
        assertThrows(UserException.class, () -> Invocation.parse(List.of("--bogus"))).exitCode());
    assertEquals(
        2, assertThrows(UserException.class, () -> Invocation.parse(List.of("-e"))).exitCode());
    assertEquals(
        2,
        assertThrows(UserException.class, () -> Invocation.parse(List.of("-o", "xml"))).exitCode());
    assertEquals(
        2,
        assertThrows(UserException.class, () -> Invocation.parse(List.of("-e", "list", "status")))
            .exitCode());
    assertThrows(BrokerException.class, () -> Invocation.parse(List.of("--timeout", "soon")));
  }
}
