package dev.parley.brokers.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Server.Node.State;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SingleNodeTest {
  private final SingleNode node = new SingleNode("kafka");

  private void change(int number, State from, State to) {
    node.change(number, Set.of(from), to, () -> {});
  }

  private String refused(int number, State from, State to) {
    return String.valueOf(
        assertThrows(BrokerException.class, () -> change(number, from, to)).getMessage());
  }

  @Test
  void itGoesOnlyWhereItCanGoFromWhereItIs() {
    change(1, State.UP, State.PAUSED);
    assertEquals(State.PAUSED, node.state());
    assertEquals("node 1 of kafka is paused", refused(1, State.UP, State.DOWN));
    change(1, State.PAUSED, State.DOWN);
    assertEquals("node 1 of kafka is down already", refused(1, State.UP, State.DOWN));
    node.up();
    assertEquals("node 1 of kafka is up", refused(1, State.DOWN, State.DOWN));
    assertEquals("kafka has no node 2", refused(2, State.UP, State.DOWN));
  }

  @Test
  void aChangeThatFailsLeavesItWhereItWas() {
    assertThrows(
        IllegalStateException.class,
        () ->
            node.change(
                1,
                Set.of(State.UP),
                State.PAUSED,
                () -> {
                  throw new IllegalStateException("the engine does not do it");
                }));
    assertEquals(State.UP, node.state());
  }

  @Test
  void anEndThatNobodyWantedIsItsFailure() {
    assertTrue(node.died("it ended with status 1"));
    assertEquals(Optional.of("it ended with status 1"), node.failure());
    assertFalse(node.died("again"));
    assertEquals("kafka does not run any more", refused(1, State.DOWN, State.DOWN));
  }

  @Test
  void anEndThatSomebodyWantedIsNone() {
    change(1, State.UP, State.DOWN);
    assertFalse(node.died("it ended with status 137"));
    node.up();
    node.close();
    assertFalse(node.died("it ended with status 143"));
    assertEquals(Optional.empty(), node.failure());
  }
}
