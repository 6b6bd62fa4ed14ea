package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.Counts;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Publication;
import dev.parley.commands.Publications;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * A {@code publish} whose destination is there: sends, looks, reports; here or in the background.
 */
final class Publishing {
  private final Session session;
  private final Message first;
  private final MessageSource source;
  private final Sending sending;
  private final Optional<Verification> verification;
  private final Broker broker;
  private final Output.Format format;

  private Publishing(
      Session session,
      Message first,
      MessageSource source,
      Broker broker,
      Settings settings,
      Optional<Verification> verification) {
    this.session = session;
    this.first = first;
    this.source = source;
    this.broker = broker;
    this.verification = verification;
    this.sending = new Sending(session, broker, first.destination(), settings, verification);
    this.format = session.output().format();
  }

  static Publishing begin(Session session, Message first, MessageSource source, Settings settings)
      throws InterruptedException {
    Address address = first.destination();
    Broker broker = new Destinations(session).ready(address);
    Optional<Verification> verification =
        settings.has("verify")
            ? Optional.of(Verification.begin(session, broker, address))
            : Optional.empty();
    return new Publishing(session, first, source, broker, settings, verification);
  }

  /** Until it is over, or interrupted. */
  void here() throws InterruptedException, IOException {
    try {
      boolean whole = send();
      PublishReport report = new PublishReport(sending, whole ? verdict() : Optional.empty());
      report.text(format).ifPresent(session.output()::data);
      source.passedOver().ifPresent(session.output()::say);
      if (!whole) {
        throw new InterruptedException();
      }
      if (report.failure().isPresent()) {
        throw report.failure().get();
      }
    } finally {
      verification.ifPresent(Verification::close);
    }
  }

  /** Whether it came to its end. */
  private boolean send() throws IOException {
    session.progress().detail(this::progress);
    return sending.run(first, source);
  }

  private String progress() {
    Outcomes outcomes = sending.outcomes();
    return Counts.of(sending.sent())
        + " sent, "
        + Counts.of(outcomes.confirmed())
        + " confirmed"
        + (outcomes.failed() == 0 ? "" : ", " + Counts.of(outcomes.failed()) + " failed");
  }

  /** Says now and then how it fares, as nobody waits for it. */
  private boolean sendInBackground(String name) throws IOException {
    Troubles troubles = Troubles.of(session, name, sending);
    try {
      return sending.run(first, source);
    } finally {
      troubles.end();
    }
  }

  private Optional<Verification.Verdict> verdict() throws InterruptedException {
    return verification.isEmpty() ? Optional.empty() : Optional.of(verification.get().verdict());
  }

  /**
   * Begins, and is back.
   *
   * @throws UserException if its name is another's
   */
  void inBackground() {
    Address address = first.destination();
    Settings settings = sending.settings();
    String name = settings.text("as").orElseGet(() -> freeName(Names.of(address) + "-load"));
    if (session.subscriptions().find(name).isPresent()) {
      verification.ifPresent(Verification::close);
      throw UserException.failed(
          name + " is a subscription already", "choose another name with --as");
    }
    session.publications().start(name, address, broker, sending, () -> result(name));
    session.output().say(name + " publishes to " + address.text() + " in the background");
  }

  private String freeName(String wanted) {
    String name = wanted;
    for (int i = 2; session.publications().find(name).filter(it -> !it.over()).isPresent(); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  private Publication.Result result(String name) {
    try (source) {
      boolean whole = sendInBackground(name);
      PublishReport report = new PublishReport(sending, whole ? seen() : Optional.empty());
      return told(name, report.text(format), report.failure());
    } catch (UserException e) {
      return told(name, Optional.empty(), Optional.of(e));
    } catch (BrokerException e) {
      return told(name, Optional.empty(), Optional.of(failed(e.getMessage(), e.hint())));
    } catch (IOException e) {
      return told(
          name,
          Optional.empty(),
          Optional.of(failed("cannot read the messages: " + FileTrouble.said(e), "")));
    } finally {
      verification.ifPresent(Verification::close);
    }
  }

  private static UserException failed(@Nullable String message, String hint) {
    return UserException.failed(String.valueOf(message), hint);
  }

  /** Several may be under way, so each line has its name; programs read one object. */
  private Publication.Result told(
      String name, Optional<AttributedString> report, Optional<UserException> failure) {
    List<AttributedString> lines = new ArrayList<>();
    if (format == Output.Format.JSON) {
      lines.add(report.orElseGet(() -> object(name, failure)));
    } else {
      report.ifPresent(text -> lines.add(Publications.named(name, text)));
      failure.ifPresent(
          why ->
              lines.add(
                  Publications.named(name, Styles.failure(String.valueOf(why.getMessage()), ""))));
    }
    return new Publication.Result(lines, failure);
  }

  private static AttributedString object(String name, Optional<UserException> failure) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("publish", name);
    object.put("outcome", "failed");
    object.put("failure", failure.map(Throwable::getMessage).orElse(""));
    return new AttributedString(Json.line(object));
  }

  /** Nothing, where somebody ended it before all was seen. */
  private Optional<Verification.Verdict> seen() {
    try {
      return verdict();
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }
}
