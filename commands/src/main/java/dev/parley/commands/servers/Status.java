package dev.parley.commands.servers;

import dev.parley.brokers.Server;
import dev.parley.brokers.Subscription;
import dev.parley.brokers.Table;
import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Memory;
import dev.parley.commands.Output;
import dev.parley.commands.Publication;
import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.commands.Subscriptions;
import dev.parley.commands.TablePrinter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code status}: what runs, since when, and what it costs. */
public final class Status implements Command {
  private final Session session;

  private Status(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("status", Group.SERVERS, "What runs, since when, and what it costs")
        .example("status", "status -o json")
        .made(Status::new);
  }

  @Override
  public void run(Arguments arguments) {
    TablePrinter printer = new TablePrinter(session.output());
    List<List<@Nullable Object>> servers = new ArrayList<>();
    for (Servers.Running running : session.servers().running()) {
      Server server = running.server();
      servers.add(
          Arrays.asList(
              session.servers().name(server),
              server.form().name().toLowerCase(Locale.ROOT),
              endpoint(server),
              Duration.between(server.since(), Instant.now()),
              running.startUp(),
              server.threads(),
              megabytes(server.diskBytes()),
              server.durable() ? server.data().toString() : "temporary"));
    }
    if (servers.isEmpty()) {
      session.output().say("no broker runs; start kafka starts one");
    } else {
      printer.print(
          new Table(
              "server",
              List.of(
                  "server", "form", "endpoint", "up", "started in", "threads", "disk MB", "data"),
              servers));
    }
    nodes(printer);
    List<List<@Nullable Object>> subscriptions = new ArrayList<>();
    for (Subscriptions.Entry entry : session.subscriptions().all()) {
      subscriptions.add(
          Arrays.asList(
              entry.request().name(),
              entry.request().address().text(),
              entry.subscription().group().orElse(null),
              entry.subscription().delivered(),
              state(entry.subscription())));
    }
    if (!subscriptions.isEmpty()) {
      printer.print(
          new Table(
              "subscription",
              List.of("subscription", "destination", "group", "delivered", "state"),
              subscriptions));
    }
    publications(printer);
    printer.print(
        new Table(
            "program",
            List.of("program", "memory MB", "heap MB", "threads"),
            List.of(
                Arrays.asList(
                    "parley",
                    Memory.residentBytes().map(Status::megabytes).orElse(null),
                    megabytes(Memory.heapBytes()),
                    Memory.threads()))));
  }

  /** For people, those of a cluster stand once, beside its nodes. */
  private String endpoint(Server server) {
    List<Server.Node> nodes = server.nodes();
    if (server.failure().isPresent()) {
      return "died";
    }
    if (nodes.size() == 1 && nodes.get(0).state() == Server.Node.State.DOWN) {
      return "down";
    }
    return nodes.size() > 1 && session.output().format() == Output.Format.TABLE
        ? nodes.size() + " nodes"
        : server.endpoint();
  }

  private static String state(Subscription subscription) {
    return subscription.failure().orElse(subscription.paused() ? "paused" : "running");
  }

  /** In the background. */
  private void publications(TablePrinter printer) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Publication entry : session.publications().all()) {
      rows.add(
          Arrays.asList(
              entry.name(),
              entry.address().text(),
              entry.counts().sent(),
              entry.counts().confirmed(),
              entry.counts().failed(),
              entry.over() ? "over" : "running"));
    }
    if (!rows.isEmpty()) {
      printer.print(
          new Table(
              "publish",
              List.of("publish", "destination", "sent", "confirmed", "failed", "state"),
              rows));
    }
  }

  /** Of clusters. */
  private void nodes(TablePrinter printer) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Servers.Running running : session.servers().running()) {
      List<Server.Node> nodes = running.server().nodes();
      if (nodes.size() > 1) {
        for (Server.Node node : nodes) {
          rows.add(
              Arrays.asList(
                  running.server().system() + "/" + node.number(),
                  node.endpoint(),
                  node.state().name().toLowerCase(Locale.ROOT)));
        }
      }
    }
    if (!rows.isEmpty()) {
      printer.print(new Table("node", List.of("node", "endpoint", "state"), rows));
    }
  }

  private static Double megabytes(long bytes) {
    return Math.round(bytes / 100_000.0) / 10.0;
  }
}
