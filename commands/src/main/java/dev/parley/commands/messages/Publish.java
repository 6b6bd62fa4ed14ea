package dev.parley.commands.messages;

import dev.parley.brokers.Address;
import dev.parley.brokers.Message;
import dev.parley.brokers.Option;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.GivenName;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code publish}: sends a message, or many. */
public final class Publish implements Command {
  private final Session session;

  private Publish(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("publish", Group.MESSAGES, "Send a message, or many")
        .example(
            "publish kafka:orders {\"id\":1, \"item\":\"green tea\"} --key 42 -H trace=abc",
            "publish kafka:orders hello --count 1000 --rate 200",
            "publish kafka:orders hello --count 3000 --rate 200 --verify --background --as load",
            "publish kafka:orders {\"n\":{n}} --count 10",
            "publish kafka:orders --file orders.jsonl",
            "publish kafka:prices --key tea --tombstone")
        .takes(
            Parameter.optional(
                "DESTINATION",
                Parameter.Kind.DESTINATION,
                "Where to; with --json each message can say it"),
            Parameter.optional(
                "PAYLOAD",
                Parameter.Kind.PAYLOAD,
                "As typed: JSON, 'quoted', or plain words; - for lines of standard input"))
        .option(
            Option.of("key", Option.Kind.TEXT, "KEY", "The message's key"),
            new Option(
                List.of("--header", "-H"),
                Option.Kind.TEXT,
                "NAME=VALUE",
                "A header; may repeat. NAME:TYPE=VALUE has a type (help rabbit, help sqs),"
                    + " NAME:base64=VALUE or NAME:TYPE:base64=VALUE holds octets. For a name that ends"
                    + " like a type, put a colon before the equals sign: a:int:=5",
                List.of(),
                true),
            Option.of(
                "count",
                Option.Kind.NUMBER,
                "N",
                "So many; {n} in payload and key counts them. Of what is read, the first so many"),
            Option.of(
                "rate",
                Option.Kind.NUMBER,
                "N",
                "So many a second, until stopped if there is no --count; goes on when some fail, and counts"
                    + " them"),
            Option.flag(
                "verify",
                "Look afterwards for what was confirmed, and count lost and duplicated; by a number"
                    + " in the header "
                    + Verification.HEADER),
            Option.flag(
                "background", "Be back at once; await NAME waits for it, stop NAME ends it"),
            Option.of("as", Option.Kind.TEXT, "NAME", "What it is called in the background"),
            Option.of(
                "size",
                Option.Kind.NUMBER,
                "BYTES",
                "A made-up payload of this size with a counter in it"),
            Option.of(
                "file",
                Option.Kind.FILE,
                "FILE",
                "Each line is a message, also an empty one, without the line feed that ends it; a"
                    + " carriage return (\\r) before that is kept; {n} in the key counts them; - for"
                    + " standard input"),
            Option.flag(
                "json", "Messages as pull -o json prints them, from standard input or --file"),
            Option.flag("tombstone", "No payload at all: deletes the key in a compacted topic"))
        .extendedBySystems(Verb.PUBLISH)
        .made(Publish::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    check(arguments);
    try {
      publish(arguments);
    } catch (IOException e) {
      throw UserException.failed("cannot read the messages: " + FileTrouble.said(e), "");
    }
  }

  private void publish(Arguments arguments) throws InterruptedException, IOException {
    Optional<Address> address = arguments.word(0).map(Address::parse);
    MessageSource source = new Sources(session).of(address, arguments);
    JsonDoubt.tell(arguments, session.output());
    boolean handedOver = false;
    try {
      Optional<Message> first = source.next();
      if (first.isEmpty()) {
        source.passedOver().ifPresent(session.output()::say);
        session.output().say("nothing to publish");
        return;
      }
      Publishing publishing = Publishing.begin(session, first.get(), source, arguments.settings());
      if (arguments.settings().has("background")) {
        publishing.inBackground();
        handedOver = true;
      } else {
        publishing.here();
      }
    } finally {
      if (!handedOver) {
        source.close();
      }
    }
  }

  private void check(Arguments arguments) {
    Settings settings = arguments.settings();
    if (settings.number("rate").filter(rate -> rate == 0).isPresent()) {
      throw UserException.notUnderstood(
          "--rate takes 1 or more", "leave it out to send as fast as it goes");
    }
    if (settings.has("as") && !settings.has("background")) {
      throw UserException.notUnderstood("--as goes with --background", "it names what goes on");
    }
    settings
        .text("as")
        .ifPresent(
            as ->
                GivenName.check(
                    as, "publish in the background", Set.of(), session.servers().kinds()));
    if (settings.has("abort") && !settings.has("transaction")) {
      throw UserException.notUnderstood(
          "--abort gives up a transaction, and there is none", "--transaction ID --abort");
    }
    if (settings.has("verify") && settings.has("abort")) {
      throw UserException.notUnderstood(
          "--verify does not go with --abort", "what is aborted is not to be found");
    }
    boolean typed = arguments.payload().filter("-"::equals).isPresent();
    boolean read = settings.has("json") && !settings.has("file");
    boolean named = settings.text("file").filter("-"::equals).isPresent();
    if (settings.has("background") && (typed || read || named)) {
      throw UserException.notUnderstood(
          "standard input is not read in the background", "--file FILE can be");
    }
  }
}
