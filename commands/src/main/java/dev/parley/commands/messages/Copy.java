package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Losses;
import dev.parley.brokers.Message;
import dev.parley.brokers.MessageSink;
import dev.parley.brokers.Option;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.PullRequest;
import dev.parley.brokers.PullResult;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Counts;
import dev.parley.commands.Definition;
import dev.parley.commands.Durations;
import dev.parley.commands.Group;
import dev.parley.commands.Json;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.commands.Where;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * {@code copy}: messages from one destination to another, of whichever systems. A log is read
 * without a trace. What a queue holds is moved: each message is acknowledged there only after the
 * target has confirmed it, so that whatever ends this loses nothing, and has at most some twice.
 */
public final class Copy implements Command {
  private final Session session;

  private Copy(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named(
            "copy", Group.MESSAGES, "Copy a log from its beginning, or move what a queue holds")
        .example(
            "copy kafka:orders kafka:orders-copy",
            "copy kafka:orders kafka:large --where '.payload.total > 100'",
            "copy kafka:orders rabbit:jobs --from 10m --count 100")
        .takes(
            Parameter.one("SOURCE", Parameter.Kind.DESTINATION, "Where from"),
            Parameter.one("TARGET", Parameter.Kind.DESTINATION, "Where to"))
        .option(
            Option.of("count", Option.Kind.NUMBER, "N", "At most so many"),
            Subscribe.where("Only what matches; what does not stays in a queue"))
        .extendedBySystems(Verb.PULL)
        .made(Copy::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address from = Address.parse(arguments.first());
    Address to = Address.parse(arguments.words().get(1));
    if (from.equals(to)) {
      throw UserException.notUnderstood(
          "copy needs two destinations, not " + from.text() + " twice", "help copy");
    }
    Settings settings = arguments.settings();
    Optional<Where> where = settings.text("where").map(Where::parse);
    Broker source = session.broker(from.system());
    if (!source.exists(from)) {
      // Before the target is made.
      throw UserException.failed(from.text() + " is not there", "list shows what is there");
    }
    boolean log = source.retains(from);
    Broker target = new Destinations(session).ready(to);
    PullRequest request =
        new PullRequest(
            from,
            settings.number("count").orElse(Long.MAX_VALUE),
            Optional.empty(),
            false,
            where.map(each -> each),
            log && !settings.has("group") ? settings.orDefault("from", "earliest") : settings);
    Way way = new Way(target, to);
    session.progress().detail(() -> Counts.messages(way.sent.get()));
    try {
      Optional<String> remark = way.run(source, request).remark();
      remark.ifPresent(session.output()::say);
    } finally {
      way.outcomes.over();
      summary(from, way, log || settings.has("peek"), where);
    }
  }

  /** One copying: what was sent, and what became of it. */
  private static final class Way {
    private final Broker target;
    private final Address to;
    private final long begin = System.nanoTime();
    private final Outcomes outcomes = new Outcomes();
    private final Losses losses = new Losses();
    private final AtomicLong sent = new AtomicLong();
    private Map<String, Long> changes = Map.of();
    private long leftOut;

    Way(Broker target, Address to) {
      this.target = target;
      this.to = to;
    }

    PullResult run(Broker source, PullRequest request) throws InterruptedException {
      try (Publisher publisher = target.publisher(Settings.NONE)) {
        try {
          PullResult result = source.pull(request, into(publisher));
          publisher.commit();
          check();
          return result;
        } finally {
          changes = publisher.changes();
        }
      }
    }

    private MessageSink into(Publisher publisher) {
      return new MessageSink() {
        @Override
        public void accept(Message message) throws InterruptedException {
          send(publisher, message);
        }

        @Override
        public void settle() throws InterruptedException {
          publisher.flush();
          check();
        }
      };
    }

    private void send(Publisher publisher, Message message) throws InterruptedException {
      Optional<Message> adapted = target.adapted(message, to, losses);
      if (adapted.isEmpty()) {
        leftOut++;
        return;
      }
      publisher.send(adapted.get(), outcomes);
      sent.incrementAndGet();
      check();
    }

    private void check() {
      if (outcomes.failure().isPresent()) {
        throw outcomes.failure().get();
      }
      if (outcomes.returned() > 0) {
        throw new BrokerException(
            to.text() + " takes no message: " + outcomes.whyReturned().orElse("it came back"),
            "bind a queue to it, or copy to a queue");
      }
    }
  }

  private void summary(Address from, Way way, boolean stays, Optional<Where> where) {
    Output output = session.output();
    long copied = way.outcomes.confirmed();
    long others = where.map(Where::passedOver).orElse(0L);
    if (output.format() == Output.Format.JSON) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("from", from.text());
      record.put("to", way.to.text());
      record.put("copied", copied);
      record.put("removed", stays ? 0 : copied);
      record.put("notMatching", others);
      record.put("leftOut", way.leftOut);
      record.put("notKept", way.losses.counts());
      record.put("changed", way.changes);
      output.data(Json.line(record));
    } else {
      output.data(
          (stays ? "copied  " : "moved  ")
              + Counts.messages(copied)
              + " from "
              + from.text()
              + " to "
              + way.to.text()
              + " in "
              + Durations.text(Duration.ofNanos(System.nanoTime() - way.begin))
              + (others == 0 ? "" : ", " + Counts.of(others) + " did not match")
              + PublishReport.changed(way.to.system(), way.changes, copied));
    }
    if (way.leftOut > 0) {
      output.say(
          Counts.messages(way.leftOut)
              + " without a payload left out: "
              + way.to.system()
              + " has no such messages");
    }
    if (!way.losses.counts().isEmpty()) {
      output.say(
          "not kept, because "
              + way.to.system()
              + " has it not: "
              + way.losses.counts().entrySet().stream()
                  .map(loss -> loss.getKey() + " of " + Counts.messages(loss.getValue()))
                  .collect(Collectors.joining(", ")));
    }
    where.flatMap(Where::failures).ifPresent(output::say);
  }
}
