package dev.parley.commands.servers;

import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.Option;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Verb;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.GivenName;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.Styles;
import dev.parley.commands.TextFiles;
import dev.parley.commands.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code connect}: a system that somebody else runs, under a name. */
public final class Connect implements Command {
  private static final Set<String> RESERVED = Set.of("local", "validate");

  /** Bytes of a file of settings or of a password. */
  private static final int LARGEST = 1 << 20;

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
    if (name.contains("://")) {
      // It may hold a password.
      throw UserException.notUnderstood(
          "the name comes first, then the URL", "for example connect staging kafka://host:9092");
    }
    GivenName.check(name, "context", RESERVED, session.servers().kinds());
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
    return TextFiles.read(session.path(file), file, LARGEST)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private String firstLine(String file) {
    return lines(file).stream()
        .findFirst()
        .orElseThrow(() -> UserException.failed(file + " holds no password", ""));
  }
}
