package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class SettlementTest {
  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);
  private final Settlement settlement = new Settlement();

  private void settled() throws InterruptedException {
    assertTrue(settlement.await(0), () -> settlement.outstanding().toString());
  }

  @Test
  void nobodyWaitsForWhatNobodyReads() throws InterruptedException {
    settlement.published(FIRST, 0);
    settled();
    settlement.join("audit", "m", "payments"::equals);
    settled();
  }

  @Test
  void aGroupIsSettledWhenItIsPastEverything() throws InterruptedException {
    settlement.join("billing", "m", "orders"::equals);
    settlement.reached("billing", "m", FIRST, 5);
    settlement.reached("billing", "m", SECOND, 0);
    settlement.published(FIRST, 5);
    settlement.published(FIRST, 6);
    settlement.published(SECOND, 0);
    assertEquals(List.of("billing: 3 of kafka:orders not yet delivered"), settlement.outstanding());
    assertFalse(settlement.await(0));
    settlement.reached("billing", "m", FIRST, 7);
    assertEquals(List.of("billing: 1 of kafka:orders not yet delivered"), settlement.outstanding());
    settlement.reached("billing", "m", SECOND, 1);
    settled();
  }

  @Test
  void whatWasPublishedBeforeAPlaceIsNotOwed() throws InterruptedException {
    settlement.published(FIRST, 4);
    settlement.join("late", "m", "orders"::equals);
    settlement.reached("late", "m", FIRST, 5);
    settled();
  }

  @Test
  void aPartitionBetweenTwoMembersIsOwed() throws InterruptedException {
    settlement.join("billing", "one", "orders"::equals);
    settlement.join("billing", "two", "orders"::equals);
    settlement.assigned("billing", "one", FIRST, 0);
    settlement.published(FIRST, 0);
    settlement.reached("billing", "one", FIRST, 1);
    settled();
    settlement.leave("billing", "one");
    assertFalse(settlement.await(0), "it may come again to the other one");
    settlement.assigned("billing", "two", FIRST, 1);
    settled();
    settlement.revoked("billing", "two", Set.of(FIRST));
    assertFalse(settlement.await(0));
    settlement.leave("billing", "two");
    settled();
  }

  @Test
  void whoLearnsLateThatAPartitionIsAnothersChangesNothing() throws InterruptedException {
    settlement.join("billing", "one", "orders"::equals);
    settlement.join("billing", "two", "orders"::equals);
    settlement.assigned("billing", "one", FIRST, 0);
    settlement.published(FIRST, 0);
    settlement.published(FIRST, 1);
    settlement.assigned("billing", "two", FIRST, 1);
    settlement.reached("billing", "one", FIRST, 2);
    assertEquals(List.of("billing: 1 of kafka:orders not yet delivered"), settlement.outstanding());
    settlement.reached("billing", "two", FIRST, 2);
    settlement.revoked("billing", "one", Set.of(FIRST));
    settled();
    settlement.leave("billing", "one");
    settled();
  }

  @Test
  void singleRecordsMayBeAcknowledgedBeforeTheirPublisherKnows() throws InterruptedException {
    settlement.join("pool", "m", "orders"::equals);
    settlement.single("pool");
    settlement.published(FIRST, 200_001);
    settlement.acknowledged("pool", FIRST, 200_000);
    settlement.published(FIRST, 200_000);
    assertEquals(List.of("pool: 1 of kafka:orders not yet delivered"), settlement.outstanding());
    settlement.acknowledged("pool", FIRST, 200_001);
    settled();
  }

  @Test
  void aTopicThatIsGoneOwesNothing() throws InterruptedException {
    settlement.join("billing", "m", "orders"::equals);
    settlement.reached("billing", "m", FIRST, 0);
    settlement.published(FIRST, 0);
    assertFalse(settlement.await(0));
    settlement.forget("orders");
    settled();
  }

  @Test
  void whoWaitsIsWokenByTheLastDelivery() throws InterruptedException {
    settlement.join("billing", "m", "orders"::equals);
    settlement.reached("billing", "m", FIRST, 0);
    settlement.published(FIRST, 0);
    Thread delivery = new Thread(() -> settlement.reached("billing", "m", FIRST, 1));
    delivery.start();
    assertTrue(settlement.await(TimeUnit.SECONDS.toNanos(10)));
    delivery.join();
  }

  @Test
  void whatAMemberHoldsIsNotWaitedFor() throws InterruptedException {
    settlement.join("billing", "one", "orders"::equals);
    settlement.join("billing", "two", "orders"::equals);
    settlement.reached("billing", "one", FIRST, 0);
    settlement.reached("billing", "two", SECOND, 0);
    settlement.published(FIRST, 0);
    settlement.holds("billing", "one", Optional.of(Set.of(FIRST)));
    settled();
    settlement.published(SECOND, 0);
    assertFalse(settlement.await(0), "the other member goes on");
    settlement.reached("billing", "two", SECOND, 1);
    settlement.holds("billing", "one", Optional.empty());
    assertFalse(settlement.await(0), "so does this one");
    settlement.reached("billing", "one", FIRST, 1);
    settled();
  }

  @Test
  void aGroupOfSingleRecordsIsWaitedForWhileAnyMemberTakesThem() throws InterruptedException {
    settlement.join("pool", "one", "orders"::equals);
    settlement.join("pool", "two", "orders"::equals);
    settlement.single("pool");
    settlement.published(FIRST, 0);
    settlement.holds("pool", "one", Optional.of(Set.of()));
    assertFalse(settlement.await(0));
    settlement.holds("pool", "two", Optional.of(Set.of()));
    settled();
    settlement.holds("pool", "one", Optional.empty());
    settlement.acknowledged("pool", FIRST, 0);
    settled();
    settlement.released("pool", FIRST, 0);
    assertFalse(settlement.await(0), "given back, it comes again");
  }

  @Test
  void whatWasPurgedIsNotOwed() throws InterruptedException {
    settlement.join("billing", "m", "orders"::equals);
    settlement.reached("billing", "one", FIRST, 0);
    settlement.join("pool", "m", "orders"::equals);
    settlement.single("pool");
    settlement.published(FIRST, 0);
    settlement.published(FIRST, 1);
    settlement.purged(Map.of(FIRST, 1L));
    assertEquals(
        List.of(
            "billing: 1 of kafka:orders not yet delivered",
            "pool: 1 of kafka:orders not yet delivered"),
        settlement.outstanding());
    settlement.purged(Map.of(FIRST, 2L));
    settled();
  }
}
