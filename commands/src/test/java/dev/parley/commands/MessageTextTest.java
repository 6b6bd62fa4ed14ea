package dev.parley.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.brokers.Address;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.brokers.Position;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private static Message message(String key, String payload, Header... headers) {
    return new Message(
        Address.parse("kafka:orders"),
        Optional.of(Bytes.utf8(key)),
        List.of(headers),
        Optional.of(Bytes.utf8(payload)),
        Optional.empty(),
        Optional.of(new Position.Log(0, 5)),
        Map.of());
  }

  @Test
  void aMessageIsOneLineWithPlaceKeyPayloadAndHeaders() {
    assertEquals(
        "billing   ◂ kafka:orders[0]@5  42  {\"id\":1}  trace=abc",
        MessageText.live(
                "billing",
                Delivery.settled(message("42", "{\"id\":1}", Header.of("trace", "abc")), 1, false),
                false)
            .toString());
  }

  /** RabbitMQ keeps no time; the arrival is no time of the message. */
  @Test
  void theTimeInFrontIsTheMessagesOwnOrThereIsNone() {
    Message none = message("k", "v");
    Message timed =
        new Message(
            none.destination(),
            none.key(),
            none.headers(),
            none.payload(),
            Optional.of(
                LocalDateTime.of(2026, 1, 31, 9, 5).atZone(ZoneId.systemDefault()).toInstant()),
            none.position(),
            none.properties());
    String shown = "b         ◂ kafka:orders[0]@5  k  v";
    assertEquals(shown, live(none));
    assertEquals("09:05:00.000  " + shown, live(timed));
  }

  private static String live(Message message) {
    return MessageText.live("b", Delivery.settled(message, 1, false), true).toString();
  }

  @Test
  void noPayloadCanForgeALineOrMoveTheCursor() {
    assertEquals(
        "b         ◂ kafka:orders[0]@5  k␛[2J  one⏎billing ◂ two␛]52;c;eA==␇",
        MessageText.live(
                "b",
                Delivery.settled(
                    message("k\u001b[2J", "one\nbilling ◂ two\u001b]52;c;eA==\u0007"), 1, false),
                false)
            .toString());
  }

  @Test
  void whatIsNoTextIsShownAsOctets() {
    Message binary =
        new Message(
            Address.parse("kafka:t"),
            Optional.empty(),
            List.of(),
            Optional.of(Bytes.wrap(new byte[] {(byte) 0xff, 0})),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertEquals("kafka:t  ‹2 bytes ff 00›", MessageText.pulled(binary).toString());
  }

  @Test
  void aLongPayloadIsCutAndItsSizeIsTold() {
    String line = MessageText.pulled(message("k", "x".repeat(10_000))).toString();
    assertEquals("x… (10000 bytes)", line.substring(line.length() - 16));
  }

  @Test
  void aRedeliveredMessageSaysSo() {
    assertEquals(
        "b         ◂ kafka:orders[0]@5  k  v  redelivered",
        MessageText.live("b", Delivery.settled(message("k", "v"), 1, true), false).toString());
  }

  @Test
  void aMessageThatWaitsForItsAcknowledgementHasANumber() {
    assertEquals(
        "b         ◂ #3 kafka:orders[0]@5  k  v",
        MessageText.live("b", new Delivery(message("k", "v"), 3, false, true), false).toString());
  }
}
