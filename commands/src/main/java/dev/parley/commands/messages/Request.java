package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Option;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.MessageRecord;
import dev.parley.commands.MessageText;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jline.utils.AttributedStringBuilder;

/** {@code request}: sends a message and waits for the one that answers it. */
public final class Request implements Command {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Session session;

  private Request(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("request", Group.MESSAGES, "Send a message and wait for its answer")
        .example(
            "request kafka:pricing {\"item\":\"tea\"}",
            "request kafka:pricing {\"item\":\"tea\"} --timeout 2s",
            "request kafka:pricing {\"item\":\"tea\"} --no-wait")
        .takes(
            Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Whom to ask"),
            Parameter.optional("PAYLOAD", Parameter.Kind.PAYLOAD, "As typed"))
        .option(
            Option.of("key", Option.Kind.TEXT, "KEY", "The message's key"),
            new Option(
                List.of("--header", "-H"),
                Option.Kind.TEXT,
                "NAME=VALUE",
                "A header; may repeat",
                List.of(),
                true),
            Option.of("timeout", Option.Kind.DURATION, "TIME", "Wait so long; 10s if not given"),
            Option.flag("no-wait", "Go on at once; the answer appears when it comes"))
        .extendedBySystems(Verb.REQUEST)
        .made(Request::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    Settings settings = arguments.settings();
    Broker broker = new Destinations(session).ready(address);
    String payload =
        arguments
            .payload()
            .orElseThrow(
                () ->
                    UserException.notUnderstood(
                        "request needs a payload", "request " + address.text() + " hello"));
    JsonDoubt.tell(arguments, session.output());
    Message request =
        new Message(
            address,
            settings.text("key").map(Bytes::utf8),
            GivenHeaders.of(settings, session.servers(), address.system()),
            Optional.of(Bytes.utf8(payload)),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    if (settings.has("no-wait")) {
      String correlation = session.requests().ask(broker, request, settings);
      session.output().say("asked " + address.text() + ", correlation id " + correlation);
      return;
    }
    Duration timeout = settings.duration("timeout").orElse(PATIENCE);
    long begin = System.nanoTime();
    try {
      print(
          broker.request(request, settings, timeout), Duration.ofNanos(System.nanoTime() - begin));
    } catch (TimeoutException e) {
      throw UserException.timedOut(
          "no answer from " + address.text() + " within " + Durations.text(timeout),
          "reply " + address.text() + " '…' answers");
    }
  }

  private void print(Message answer, Duration elapsed) {
    Output output = session.output();
    if (output.format() == Output.Format.JSON) {
      output.data(MessageRecord.of(answer));
      return;
    }
    output.data(
        new AttributedStringBuilder()
            .styled(Styles.DONE, "answered")
            .append("   ")
            .append(MessageText.pulled(answer))
            .styled(Styles.QUIET, "  after " + Durations.text(elapsed))
            .toAttributedString());
  }
}
