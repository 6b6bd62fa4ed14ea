package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class InterestTest {
  @Test
  void aNameIsItselfWhateverItHolds() {
    assertTrue(new Interest("a.b").test("a.b"));
    assertFalse(new Interest("a.b").test("aXb"));
    assertFalse(new Interest("a.b").many());
  }

  @Test
  void aStarStandsForAnyCharacters() {
    Interest interest = new Interest("order.*");
    assertTrue(interest.many());
    assertTrue(interest.test("order.created"));
    assertTrue(interest.test("order."));
    assertFalse(interest.test("orders"));
    assertTrue(new Interest("*.eu.*").test("orders.eu.new"));
    assertFalse(new Interest("*.eu").test("orders.eu.new"));
  }

  @Test
  void internalTopicsAreNotMeant() {
    assertFalse(new Interest("*").test("__consumer_offsets"));
    assertTrue(new Interest("*").test("orders"));
  }
}
