package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.SubscribeRequest;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;

/** {@code reply}: answers every request in the background. */
public final class Reply implements Command {
  private final Session session;

  private Reply(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("reply", Group.MESSAGES, "Answer every request in the background")
        .example(
            "reply kafka:pricing {\"price\":3} --as pricing",
            "reply kafka:echo {payload} --delay 500ms")
        .takes(
            Parameter.one("DESTINATION", Parameter.Kind.DESTINATION, "Where requests arrive"),
            Parameter.optional(
                "PAYLOAD",
                Parameter.Kind.PAYLOAD,
                "The answer; {payload} and {key} are the request's"))
        .option(Subscribe.AS, Subscribe.DELAY)
        .extendedBySystems(Verb.REPLY)
        .made(Reply::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    Address address = Address.parse(arguments.first());
    String answer =
        arguments
            .payload()
            .orElseThrow(
                () ->
                    UserException.notUnderstood(
                        "reply needs a payload", "reply " + address.text() + " {payload}"));
    Broker broker = new Destinations(session).ready(address);
    SubscribeRequest request = Subscribe.request(session, address, arguments);
    if (session.subscriptions().find(request.name()).isPresent()) {
      if (!session.subscriptions().named(request.name()).request().equals(request)) {
        throw UserException.failed(
            request.name() + " is the name of another subscription",
            "choose another name with --as");
      }
      session.output().say(request.name() + " answers already at " + address.text());
      return;
    }
    session.subscriptions().reply(broker, request, message -> answer(answer, message));
    session.output().say(request.name() + " answers at " + address.text());
  }

  private static Bytes answer(String template, Message request) {
    if (template.equals("{payload}")) {
      return request.payload().orElse(Bytes.EMPTY);
    }
    return Bytes.utf8(
        template
            .replace("{payload}", request.payload().flatMap(Bytes::text).orElse(""))
            .replace("{key}", request.key().flatMap(Bytes::text).orElse("")));
  }
}
