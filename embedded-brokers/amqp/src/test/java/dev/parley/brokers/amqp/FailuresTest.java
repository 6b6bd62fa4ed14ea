package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "inequivalent arg 'x-queue-type' for queue 'jobs' in vhost '/': received 'quorum' but current"
            + " is 'classic'|rabbit:jobs exists already, with x-queue-type classic, not quorum",
        "inequivalent arg 'x-message-ttl' for queue 'jobs' in vhost '/': received the value '5000' of"
            + " type 'long' but current is none|rabbit:jobs exists already, with x-message-ttl none,"
            + " not 5000",
        "inequivalent arg 'type' for exchange 'shop' in vhost '/': received 'topic' but current is"
            + " 'direct'|rabbit:shop/ exists already, with type direct, not topic"
      })
  void whatIsThereInAnotherWayIsSaidPlainly(String words, String line) {
    assertEquals(Optional.of(line), Failures.different(words));
  }

  @Test
  void otherWordsStayAsTheyAre() {
    assertEquals(Optional.empty(), Failures.different("no queue 'jobs' in vhost '/'"));
  }
}
