package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Option;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.GivenName;
import dev.parley.commands.Group;
import dev.parley.commands.Output;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.UserException;
import dev.parley.commands.Where;
import java.util.Optional;
import java.util.Set;

/** {@code subscribe}: a consumer in the background; its messages appear above the prompt. */
public final class Subscribe implements Command {
  static final Option AS =
      Option.of("as", Option.Kind.TEXT, "NAME", "The subscription's name, and its group's");
  static final Option DELAY =
      Option.of(
          "delay", Option.Kind.DURATION, "TIME", "Work so long on each message: a slow consumer");

  private static final Option WHERE =
      where("Only what matches; not of a queue, of which others would miss what does not");
  static final Option PARSED =
      Option.flag("parsed", "With -o json: a payload that is JSON as it is, not as a string");

  private final Session session;

  /**
   * @param means what is done with messages that match, and with those that do not
   */
  static Option where(String means) {
    return Option.of(
        "where",
        Option.Kind.TEXT,
        "EXPR",
        means + "; jq over what -o json --parsed prints, and header(\"NAME\")");
  }

  private Subscribe(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("subscribe", Group.MESSAGES, "Receive messages in the background")
        .remark(
            "At the prompt messages appear above the typed line. The time before a message is when it"
                + " was sent; RabbitMQ keeps none, unless the publisher sets it.")
        .example(
            "subscribe kafka:orders --as billing",
            "subscribe kafka:orders --as billing --from earliest",
            "subscribe kafka:orders --as worker-1 --group workers --delay 200ms",
            "subscribe kafka:order.*",
            "subscribe kafka:orders --as large --where '.payload.total > 100'")
        .takes(
            Parameter.one(
                "DESTINATION", Parameter.Kind.DESTINATION, "What to receive from; * for any text"))
        .option(AS, DELAY, WHERE, PARSED)
        .extendedBySystems(Verb.SUBSCRIBE)
        .made(Subscribe::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    SubscribeRequest request = request(session, address, arguments);
    Broker broker = new Destinations(session).ready(address);
    Optional<Subscriptions.Entry> existing = session.subscriptions().find(request.name());
    if (existing.isPresent() && existing.get().subscription().failure().isPresent()) {
      session.subscriptions().end(request.name());
    } else if (existing.isPresent()) {
      if (!existing.get().request().equals(request)) {
        throw UserException.failed(
            request.name()
                + " is subscribed already, to "
                + existing.get().request().address().text()
                + " or in another way",
            "unsubscribe " + request.name() + " first, or choose another name with --as");
      }
      session.output().say(request.name() + " is subscribed already to " + address.text());
      return;
    }
    if (session.publications().find(request.name()).filter(it -> !it.over()).isPresent()) {
      throw UserException.failed(
          request.name() + " is a publish in the background", "choose another name with --as");
    }
    if (request.settings().has("parsed") && session.output().format() != Output.Format.JSON) {
      throw UserException.notUnderstood(
          "--parsed says how -o json prints", "parley -o json prints what is received as JSON");
    }
    Optional<Where> where = request.settings().text("where").map(Where::parse);
    if (where.isPresent()) {
      check(broker, request);
    }
    session.subscriptions().subscribe(broker, request, where);
    session.output().say(request.name() + " subscribed to " + address.text());
  }

  /** Whoever passes a message over must not take it from others, and it must not wait unseen. */
  private static void check(Broker broker, SubscribeRequest request) throws InterruptedException {
    Address address = request.address();
    if (request.settings().text("ack").filter("manual"::equals).isPresent()) {
      throw UserException.notUnderstood(
          "--where goes with --ack auto: what does not match would wait for you unseen",
          "leave one of the two out");
    }
    if (!broker.retains(address)) {
      throw UserException.failed(
          address.text()
              + " is a queue: what its reader passes over would be lost, or come again and again",
          "pull "
              + address.text()
              + " --where … leaves the others there; a topic, a stream or an exchange can be"
              + " subscribed to with --where");
    }
  }

  static SubscribeRequest request(Session session, Address address, Arguments arguments) {
    Optional<String> given = arguments.settings().text("as");
    given.ifPresent(as -> GivenName.check(as, "consumer", Set.of(), session.servers().kinds()));
    String name = given.orElseGet(() -> session.subscriptions().freeName(Names.of(address)));
    return new SubscribeRequest(
        address, name, arguments.settings().duration("delay"), arguments.settings());
  }
}
