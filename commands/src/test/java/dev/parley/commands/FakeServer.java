package dev.parley.commands;

import dev.parley.brokers.Form;
import dev.parley.brokers.Server;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs nothing; once killed it cannot come back. */
record FakeServer(String system, AtomicBoolean killed, AtomicBoolean comesBack) implements Server {
  @Override
  public Form form() {
    return Form.EMBEDDED;
  }

  @Override
  public String product() {
    return "Fake " + system + " 1";
  }

  @Override
  public String endpoint() {
    return "here";
  }

  @Override
  public Instant since() {
    return Instant.now();
  }

  @Override
  public List<Node> nodes() {
    return List.of(new Node(1, "here", killed.get() ? Node.State.DOWN : Node.State.UP));
  }

  @Override
  public Path data() {
    return Path.of("");
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Path log() {
    return Path.of("");
  }

  @Override
  public long diskBytes() {
    return 0;
  }

  @Override
  public int threads() {
    return 0;
  }

  @Override
  public Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  public void kill(int node) {
    killed.set(true);
  }

  @Override
  public void restart(int node) throws InterruptedException {
    if (!comesBack.get()) {
      Server.super.restart(node);
    }
    killed.set(false);
  }

  @Override
  public void close() {}
}
