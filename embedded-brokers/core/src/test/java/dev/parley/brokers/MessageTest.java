package dev.parley.brokers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MessageTest {
  private static Message with(List<Header> headers) {
    return new Message(
        new Address.Topic("orders"),
        Optional.empty(),
        headers,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  @Test
  void theLastHeaderOfANameCounts() {
    Message message = with(List.of(Header.of("a", "1"), Header.of("b", "x"), Header.of("a", "2")));
    assertEquals(Optional.of("2"), message.header("a"));
    assertEquals(Optional.empty(), message.header("c"));
  }

  @Test
  void aHeaderWithoutAValueOrWithoutTextHasNone() {
    Message message =
        with(
            List.of(
                new Header("nothing", Optional.empty()),
                new Header("raw", Optional.of(Bytes.wrap(new byte[] {-1})))));
    assertEquals(Optional.empty(), message.header("nothing"));
    assertEquals(Optional.empty(), message.header("raw"));
  }

  @Test
  void aMessageDoesNotChangeWithTheListItWasMadeOf() {
    List<Header> headers = new ArrayList<>(List.of(Header.of("a", "1")));
    Message message = with(headers);
    headers.clear();
    assertEquals(1, message.headers().size());
    assertThrows(UnsupportedOperationException.class, () -> message.headers().clear());
  }
}
