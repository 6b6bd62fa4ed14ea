package dev.parley.commands;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.Server;
import dev.parley.brokers.Traffic;
import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.cell.JavaCells;
import dev.parley.notes.Cell;
import dev.parley.notes.Note;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The only state that changes: what runs, who listens, what is open. Closed in the reverse order of
 * opening.
 */
public final class Session implements AutoCloseable {
  // Some 200 bytes each: 20 MB when full would be too much beside a broker.
  private static final int TRAFFIC_CAPACITY = 20_000;

  private static final String PROMPT = "prompt";

  /** Cells that run cells of other notes. */
  private static final int DEEPEST = 4;

  private final Surroundings surroundings;
  private final Traffic traffic = new Traffic(TRAFFIC_CAPACITY, this::source);
  private final LiveFeed feed;
  private final Progress progress = new Progress();
  private final Servers servers;
  private final Contexts contexts;
  private final Subscriptions subscriptions;
  private final Publications publications;
  private final Requests requests;
  private final Reading reading;
  private final JavaCells java;
  private final Endings endings = new Endings();
  private final Set<Address> known = ConcurrentHashMap.newKeySet();
  private volatile Output output;
  private volatile String source = PROMPT;
  private volatile Optional<String> cellOf = Optional.empty();
  // The outermost first.
  private final Deque<Acting> acting = new ArrayDeque<>();

  private record Acting(String note, int cell) {}

  public Session(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
    feed = new LiveFeed(this::output, surroundings.interactive());
    subscriptions = new Subscriptions(feed, this::inCell);
    servers = new Servers(surroundings, traffic, feed, this::inCell, subscriptions::lost);
    contexts = new Contexts(servers, traffic, this::cellOf);
    publications = new Publications(feed, logFile(), this::inCell);
    requests = new Requests(feed);
    reading = new Reading(surroundings);
    java = new JavaCells(this);
  }

  /**
   * A new session in the same surroundings: nothing runs and nothing is open. Its cells are as deep
   * as this one's.
   */
  public Session fresh(Output to) {
    Session fresh = new Session(surroundings.unattended(), to);
    fresh.acting.addAll(acting);
    return fresh;
  }

  public Output output() {
    return output;
  }

  /** From here on everything is printed there. */
  public synchronized void output(Output to) {
    output = to;
  }

  /**
   * Gives the output back; not if somebody else has taken it since, as after a command that was
   * left behind.
   */
  public synchronized void restoreOutput(Output taken, Output before) {
    if (output == taken) {
      output = before;
    }
  }

  /** Who acts now: {@code prompt}, or a cell. */
  public String source() {
    return source;
  }

  /** Whether a cell acts, and not the reader. */
  public boolean inCell() {
    return cellOf.isPresent();
  }

  /** The note whose cell acts. */
  private Optional<String> cellOf() {
    return cellOf;
  }

  /**
   * @param note what tells it from all others
   * @throws UserException if one of these cells acts already: it would run itself, without an end
   */
  public void requireEnd(String note, List<Cell> cells) {
    for (Cell cell : cells) {
      if (acting.contains(new Acting(note, cell.number()))) {
        throw UserException.failed(
            "cell " + cell.number() + " of " + note + " would run itself, without an end",
            "a cell can run other cells: run CELL, or another note");
      }
    }
  }

  /**
   * Runs a cell: what it starts is a cell's.
   *
   * @param note what tells it from all others
   * @throws UserException if cells run cells too deep
   */
  public <T> T inCell(String note, int number, Interruptible<T> work) throws InterruptedException {
    String before = source;
    Optional<String> outer = cellOf;
    if (acting.size() >= DEEPEST) {
      throw UserException.failed(
          "cells that run cells end at " + DEEPEST + " of them", "run " + note + " at the prompt");
    }
    acting.addLast(new Acting(note, number));
    source = "cell " + number;
    cellOf = Optional.of(note);
    try {
      return work.call();
    } finally {
      acting.removeLast();
      source = before;
      cellOf = outer;
    }
  }

  /** Work that can be interrupted. */
  @FunctionalInterface
  public interface Interruptible<T> {
    T call() throws InterruptedException;
  }

  /** The screen of whoever acts: a cell has none, so nothing is asked on its behalf. */
  public Screen screen() {
    return inCell() ? Screen.NOBODY : surroundings.screen();
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Traffic traffic() {
    return traffic;
  }

  public LiveFeed feed() {
    return feed;
  }

  /** What is shown while work goes on. */
  public Progress progress() {
    return progress;
  }

  public Servers servers() {
    return servers;
  }

  /** Brokers that somebody else runs. */
  public Contexts contexts() {
    return contexts;
  }

  /**
   * The client that a command means: of the context of that system that is in use, else of what
   * runs here.
   *
   * @throws UserException if there is none, or a cell would reach what is not ours
   */
  public Broker broker(String system) {
    servers.kind(system);
    Optional<Context> context = contexts.current(system);
    if (context.isEmpty()) {
      requireChosen(system);
      return servers.runningBroker(system);
    }
    if (inCell() && !context.get().cells()) {
      throw UserException.failed(
          "cells do not touch " + context.get().name() + ", which is not ours",
          "context local goes back; context " + context.get().name() + " --cells lets them");
    }
    return context.get().broker();
  }

  /** Where contexts are connected, "not running" alone would not say which of them are meant. */
  private void requireChosen(String system) {
    boolean runs =
        servers.running().stream().anyMatch(running -> running.server().system().equals(system));
    if (runs || contexts.all().isEmpty()) {
      return;
    }
    String used =
        contexts.current().stream()
            .map(context -> context.name() + " (" + context.system() + ")")
            .collect(Collectors.joining(", "));
    Optional<Context> idle =
        contexts.all().stream().filter(context -> context.system().equals(system)).findFirst();
    throw UserException.failed(
        system
            + " is not running here, and no context of it is in use"
            + (used.isEmpty() ? "" : "; in use: " + used),
        idle.map(context -> "context " + context.name() + " uses one, start ")
                .orElse("connect NAME URL uses one elsewhere, start ")
            + system
            + " starts one");
  }

  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** What is published in the background. */
  public Publications publications() {
    return publications;
  }

  public Requests requests() {
    return requests;
  }

  public Reading reading() {
    return reading;
  }

  public JavaCells java() {
    return java;
  }

  public Path state() {
    return surroundings.state();
  }

  public Path logFile() {
    return surroundings.state().resolve("parley.log");
  }

  /** The standard input, for commands that read it. */
  public InputStream input() {
    return surroundings.input();
  }

  /**
   * A file that the user named: relative to where the program was started, {@code ~} being home.
   */
  public Path path(String given) {
    boolean home = given.equals("~") || given.startsWith("~/");
    Path path =
        home
            ? Path.of(System.getProperty("user.home"), given.substring(1))
            : surroundings.directory().resolve(given);
    return path.normalize();
  }

  /** Whether a destination is known to be there. */
  public boolean knows(Address address) {
    return known.contains(address);
  }

  public void know(Address address) {
    known.add(address);
  }

  public void forget(Address address) {
    known.remove(address);
  }

  /** What is known of a system whose only node was started again: it may have lost it. */
  public void forget(Server server) {
    if (server.nodes().size() == 1) {
      known.removeIf(address -> address.system().equals(server.system()));
    }
  }

  /**
   * Makes sure that a note may be run; in front of a person, asks.
   *
   * @throws UserException if it may not
   */
  public void requireTrust(Note note) {
    if (surroundings.trust().isTrusted(note)) {
      return;
    }
    if (screen()
        .confirm(
            note.id()
                + " is not one of the notes that came with parley. Its cells can do whatever you can. Run them?")) {
      trust(note);
      return;
    }
    String path = note.origin().map(Path::toString).orElse(note.id());
    throw UserException.failed(
        path + " is not trusted, so nothing of it runs",
        "read it, then: trust " + Quotes.typed(path));
  }

  /** From now on the note's cells may run, as they are now. */
  public void trust(Note note) {
    try {
      surroundings.trust().trust(note);
    } catch (IOException e) {
      throw UserException.failed(
          "cannot note down the trust: " + FileTrouble.said(e), "look at the folder " + state());
    }
  }

  /**
   * Waits until nothing is under way: everything that was published was delivered to whoever
   * listens, and is printed.
   *
   * @return false if the time ran out first
   */
  public boolean settle(Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    List<Address> answered =
        subscriptions.all().stream().map(entry -> entry.request().address()).toList();
    boolean settled = publications.await(left(until));
    settled &= requests.await(answered, left(until));
    for (Servers.Running running : servers.running()) {
      if (running.server().failure().isEmpty()) {
        settled &= running.broker().awaitSettled(left(until));
      }
    }
    for (Context context : contexts.all()) {
      settled &= context.broker().awaitSettled(left(until));
    }
    flush();
    return settled;
  }

  private static Duration left(long until) {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }

  /** What the systems themselves count is in the traffic from here on. */
  void observe() {
    servers.running().forEach(running -> running.broker().observe());
    contexts.all().forEach(context -> context.broker().observe());
  }

  /** Waits until everything that has arrived is printed. */
  public void flush() throws InterruptedException {
    feed.flush();
  }

  /** What is still under way, one line each. */
  public List<String> unsettled() {
    List<String> lines = new ArrayList<>(publications.unsettled());
    servers.running().forEach(running -> lines.addAll(running.broker().unsettled()));
    contexts.all().forEach(context -> lines.addAll(context.broker().unsettled()));
    return lines;
  }

  /** Ends a server, and first what goes through its client: not what goes elsewhere. */
  public void stop(String system) throws InterruptedException {
    endings.run(() -> end(system));
  }

  private void end(String system) {
    servers.running(system).ifPresent(running -> leave(running.broker()));
    servers.stop(system);
    known.removeIf(address -> address.system().equals(system));
  }

  /** Waits for a stop that was interrupted: until it is over its system cannot start again. */
  public void awaitStopped() throws InterruptedException {
    endings.await();
  }

  /** Ends what goes through one client. */
  private void leave(Broker broker) {
    publications.endOf(broker);
    subscriptions.closeOf(broker);
  }

  /** Leaves a broker that runs elsewhere. */
  public void disconnect(Context context) throws InterruptedException {
    endings.run(
        () -> {
          leave(context.broker());
          contexts.disconnect(context.name());
        });
  }

  /**
   * Ends what cells began, and forgets it; what was begun at the prompt goes on.
   *
   * @return the systems that still run
   */
  public List<String> endCells() throws InterruptedException {
    endings.run(
        () -> {
          publications.closeOfCells();
          subscriptions.closeOfCells();
          contexts.closeOfCells();
          for (Servers.Running running : servers.running()) {
            if (running.byCell()) {
              end(running.server().system());
            }
          }
          java.close();
          traffic.clear();
        });
    return servers.running().stream().map(running -> running.server().system()).toList();
  }

  /** Ends everything that runs here; what is open stays open, and so does what is connected. */
  public void endAll() throws InterruptedException {
    endings.run(
        () -> {
          publications.close();
          requests.close();
          subscriptions.close();
          servers.stopAll();
          java.close();
          known.clear();
        });
  }

  @Override
  public void close() {
    publications.close();
    requests.close();
    subscriptions.close();
    contexts.close();
    endings.close();
    servers.close();
    java.close();
    feed.close();
    progress.close();
  }
}
