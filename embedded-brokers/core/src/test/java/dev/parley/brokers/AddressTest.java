package dev.parley.brokers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AddressTest {
  @Test
  void everySystemHasItsForms() {
    assertEquals(new Address.Topic("orders"), Address.parse("kafka:orders"));
    assertEquals(new Address.Queue("sqs", "jobs.fifo"), Address.parse("sqs:jobs.fifo"));
    assertEquals(new Address.Queue("rabbit", "jobs"), Address.parse("rabbit:jobs"));
    assertEquals(
        new Address.Exchange("shop", "order.created"), Address.parse("rabbit:shop/order.created"));
    assertEquals(new Address.Exchange("", "jobs"), Address.parse("rabbit:/jobs"));
    assertEquals(new Address.Exchange("shop", ""), Address.parse("rabbit:shop/"));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (String name :
        List.of(
            "orders",
            "заказы",
            "注文/一",
            "a b;c%d",
            "50%",
            "tab\tnewline\n",
            "\u007f\u0000",
            "🍵 чай",
            "a:b",
            "order.*")) {
      for (Address address :
          List.of(
              new Address.Topic(name),
              new Address.Queue("sqs", name),
              new Address.Queue("rabbit", name),
              new Address.Exchange(name, name),
              new Address.Exchange("", name))) {
        assertEquals(address, Address.parse(address.text()), address.text());
        assertEquals(address.text(), address.toString());
      }
    }
  }

  @Test
  void otherScriptsStayReadableAndTheSyntaxIsEscaped() {
    assertEquals("kafka:заказы", new Address.Topic("заказы").text());
    assertEquals("kafka:a%2Fb%20c%3Bd%25", new Address.Topic("a/b c;d%").text());
    assertEquals(new Address.Topic("зелёный чай"), Address.parse("kafka:зелёный%20чай"));
    assertEquals(new Address.Topic("чай"), Address.parse("kafka:%D1%87%D0%B0%D0%B9"));
  }

  @Test
  void anAddressHoldsNothingThatEndsALineOrACommand() {
    String text = new Address.Topic("a\nb; rm\u0000 \u007f").text();
    assertFalse(text.chars().anyMatch(c -> c <= ' ' || c == ';' || c == 0x7f), text);
  }

  @Test
  void whatIsNoAddressIsRefusedWithAHint() {
    for (String wrong : List.of("orders", "kafka:", ":orders", "", "nats:orders")) {
      BrokerException refused = assertThrows(BrokerException.class, () -> Address.parse(wrong));
      assertFalse(refused.hint().isEmpty());
    }
  }

  @Test
  void aBrokenEscapeIsRefused() {
    for (String wrong : List.of("kafka:50%", "kafka:%4", "kafka:%zz", "kafka:%ff", "kafka:%-1")) {
      assertThrows(BrokerException.class, () -> Address.parse(wrong), wrong);
    }
  }
}
