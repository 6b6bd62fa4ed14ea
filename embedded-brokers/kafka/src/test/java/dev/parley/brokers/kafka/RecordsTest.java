package dev.parley.brokers.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static Message message(List<Header> headers, Map<String, String> properties) {
    return new Message(
        Address.parse("kafka:t"),
        Optional.empty(),
        headers,
        Optional.of(Bytes.EMPTY),
        Optional.empty(),
        Optional.empty(),
        properties);
  }

  @Test
  void whatARecordCannotHaveIsNamed() {
    Header number = new Header("n", Optional.of(Bytes.utf8("5")), Optional.of("int"));
    assertEquals(
        List.of("types of headers left out", "content-type left out", "priority left out"),
        Records.changes(
            message(
                List.of(Header.of("a", "b"), number),
                Map.of("priority", "3", "content-type", "a/b", "delivery-mode", "2"))));
  }

  @Test
  void whatItHasIsNotNamed() {
    assertEquals(
        List.of(),
        Records.changes(message(List.of(Header.of("a", "b")), Map.of("partition", "0"))));
    assertEquals(List.of(), Records.changes(message(List.of(), Map.of())));
  }
}
