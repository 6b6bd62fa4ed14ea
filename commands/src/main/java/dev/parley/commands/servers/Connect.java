package dev.parley.commands.servers;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Option;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code connect}: a system that somebody else runs, under a name. */
public final class Connect implements Command {
  private static final Set<String> RESERVED = Set.of("local", "validate");

  private final Session session;

  private Connect(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("connect", Group.SERVERS, "Use a broker that runs elsewhere")
        .example(
            "connect staging kafka://broker-1:9092,broker-2:9092 --read-only",
            "connect staging kafka://broker-1:9093 --config client.properties",
            "connect shop amqps://reader@rabbit.example.org --password-file secret",
            "connect aws sqs://eu-central-1")
        .takes(
            Parameter.one("NAME", Parameter.Kind.TEXT, "What it is called from now on"),
            Parameter.one(
                "URL", Parameter.Kind.TEXT, "kafka://, amqp://, amqps://, sqs://REGION or http://"))
        .option(
            Option.flag("read-only", "Refuse every write, commits of offsets included"),
            new Option(
                List.of("--property"),
                Option.Kind.TEXT,
                "NAME=VALUE",
                "A setting of the client, as the system names it; may repeat",
                List.of(),
                true),
            Option.of("config", Option.Kind.FILE, "FILE", "Such settings, one a line"),
            Option.of(
                "password-file", Option.Kind.FILE, "FILE", "Its first line is the URL's password"))
        .extendedBySystems(Verb.CONNECT)
        .made(Connect::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    String name = arguments.first();
    checkName(name);
    if (session.contexts().all().stream().anyMatch(context -> context.name().equals(name))) {
      throw UserException.failed(
          name + " is connected already", "context " + name + " uses it, disconnect ends it");
    }
    RemoteUrl url = RemoteUrl.parse(arguments.word(1).orElseThrow());
    BrokerKind kind = session.servers().kind(url.system());
    boolean readOnly = arguments.settings().has("read-only");
    String product =
        session
            .contexts()
            .connect(
                name,
                kind,
                endpoint(url, arguments.settings()),
                url.shown(),
                readOnly,
                ofClient(arguments.settings()));
    session
        .output()
        .say(
            Styles.line(
                Styles.DONE,
                "connected",
                Styles.PLAIN,
                "  " + name + " is " + product + (readOnly ? ", read-only" : "")));
  }

  /** A name that is another word, too, would be understood as that. */
  private void checkName(String name) {
    if (!name.matches("[\\p{L}\\p{N}_.-]+") || RESERVED.contains(name)) {
      throw UserException.notUnderstood(
          "not a name for a context: " + name, "letters and digits, and not local or validate");
    }
    if (session.servers().kinds().stream().anyMatch(kind -> kind.system().equals(name))) {
      throw UserException.notUnderstood(
          name + " is a system, and cannot be a context's name",
          "call it by what it is for, as in connect staging URL");
    }
  }

  private String endpoint(RemoteUrl url, Settings settings) throws InterruptedException {
    if (settings.has("password-file")) {
      return url.withPassword(firstLine(settings.text("password-file").orElseThrow()));
    }
    if (url.wantsPassword()) {
      return session
          .screen()
          .secret("password of " + url.shown() + ": ")
          .map(url::withPassword)
          .orElseThrow(
              () ->
                  UserException.failed(
                      "the URL names a user, and no password was given",
                      "type it when asked, or give --password-file FILE"));
    }
    return url.endpoint();
  }

  private Settings ofClient(Settings settings) {
    Map<String, List<String>> values = new HashMap<>(settings.values());
    List<String> properties = new ArrayList<>();
    settings.text("config").ifPresent(file -> properties.addAll(lines(file)));
    properties.addAll(settings.all("property"));
    values.keySet().removeAll(List.of("read-only", "config", "password-file", "output", "quiet"));
    if (!properties.isEmpty()) {
      values.put("property", properties);
    }
    return new Settings(values);
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(session.path(file)).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw UserException.failed("cannot read " + file + ": " + e.getMessage(), "");
    }
  }

  private String firstLine(String file) {
    return lines(file).stream()
        .findFirst()
        .orElseThrow(() -> UserException.failed(file + " holds no password", ""));
  }
}
