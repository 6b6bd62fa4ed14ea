package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.junit.jupiter.api.Test;

/** Which errors mean that a member joins again, and which that it ends. */
final class ForgottenTest {
  @Test
  void aForgottenMemberIsKnownByWhateverErrorSaysSo() {
    for (KafkaException error :
        List.of(
            new CommitFailedException(),
            new RebalanceInProgressException(),
            new UnknownMemberIdException(),
            new IllegalGenerationException(),
            new FencedMemberEpochException("fenced"),
            new StaleMemberEpochException("stale"),
            new FencedInstanceIdException("fenced"),
            new UnreleasedInstanceIdException("not released"))) {
      assertTrue(Failures.isForgotten(error), error::toString);
      assertTrue(Failures.isForgotten(new KafkaException("in a callback", error)), error::toString);
    }
  }

  @Test
  void whoMayNotReadIsNotForgotten() {
    assertFalse(Failures.isForgotten(new TopicAuthorizationException("orders")));
    assertFalse(Failures.isForgotten(new KafkaException("anything")));
  }
}
