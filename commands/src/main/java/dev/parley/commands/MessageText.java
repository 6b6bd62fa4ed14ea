package dev.parley.commands;

import dev.parley.brokers.Bytes;
import dev.parley.brokers.Delivery;
import dev.parley.brokers.Header;
import dev.parley.brokers.Message;
import dev.parley.notes.render.SafeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * A message in one line for people. No payload can forge another line: a line end in it is shown as
 * a mark.
 */
public final class MessageText {
  private static final int LONGEST = 4_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private MessageText() {}

  /** As {@code pull} shows it. */
  public static AttributedString pulled(Message message) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    append(line, message);
    return line.toAttributedString();
  }

  /** As it appears above the prompt. */
  public static AttributedString live(String subscription, Delivery delivery, boolean time) {
    Message message = delivery.message();
    AttributedStringBuilder line = new AttributedStringBuilder();
    if (time && message.timestamp().isPresent()) {
      line.styled(
          Styles.QUIET,
          TIME.format(message.timestamp().get().atZone(ZoneId.systemDefault())) + "  ");
    }
    line.styled(Styles.ACCENT, Styles.pad(SafeText.oneLine(subscription), 9) + " ◂ ");
    if (delivery.open()) {
      line.styled(Styles.NUMBER, "#" + delivery.number() + " ");
    }
    append(line, message);
    if (delivery.redelivered()) {
      line.styled(Styles.NUMBER, "  redelivered");
    }
    return line.toAttributedString();
  }

  private static void append(AttributedStringBuilder line, Message message) {
    line.styled(
        Styles.QUIET,
        SafeText.oneLine(message.destination().text())
            + message.position().map(Object::toString).orElse(""));
    message.key().ifPresent(key -> line.append("  ").styled(Styles.NUMBER, text(key)));
    line.append("  ");
    Optional<Bytes> payload = message.payload();
    if (payload.isEmpty()) {
      line.styled(Styles.QUIET, "(tombstone)");
    } else {
      JsonColours.append(line, text(payload.get()));
    }
    for (Header header : message.headers()) {
      line.append("  ")
          .styled(
              Styles.QUIET,
              SafeText.oneLine(header.name())
                  + "="
                  + header.value().map(MessageText::text).orElse("(null)"));
    }
  }

  /** The text, made safe and cut; what is no text, as its first octets. */
  static String text(Bytes bytes) {
    Optional<String> text = bytes.text();
    if (text.isEmpty()) {
      StringBuilder octets = new StringBuilder("‹" + bytes.length() + " bytes");
      for (int i = 0; i < Math.min(16, bytes.length()); i++) {
        octets.append(String.format(" %02x", bytes.unwrap()[i]));
      }
      return octets.append(bytes.length() > 16 ? " …›" : "›").toString();
    }
    if (text.get().length() <= LONGEST) {
      return SafeText.oneLine(text.get());
    }
    return SafeText.oneLine(text.get().substring(0, LONGEST)) + "… (" + bytes.length() + " bytes)";
  }
}
