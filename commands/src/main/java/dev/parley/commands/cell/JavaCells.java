package dev.parley.commands.cell;

import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The session's Java: started when it is first needed, and again after a snippet ended it. */
public final class JavaCells implements AutoCloseable {
  private final Session session;
  // A snippet that was left behind with Ctrl-C may still be stopping.
  private final ReentrantLock running = new ReentrantLock();
  private Optional<JavaEngine> engine = Optional.empty();

  public JavaCells(Session session) {
    this.session = session;
  }

  /** Starts the JVM ahead of its first use, on a thread of its own. */
  public void prepare() {
    Thread thread = new Thread(this::engine, "parley-java-start");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs snippets; what they print is data. Each server that runs is a variable of its system's
   * name: its address.
   */
  public void run(String source) throws InterruptedException {
    running.lockInterruptibly();
    try {
      JavaEngine java = engine();
      for (Servers.Running server : session.servers().running()) {
        java.define(server.server().system(), server.server().endpoint());
      }
      java.run(source, session.output()::data);
    } finally {
      running.unlock();
    }
  }

  private synchronized JavaEngine engine() {
    if (engine.isPresent() && engine.get().ended()) {
      engine.get().close();
      engine = Optional.empty();
    }
    if (engine.isEmpty()) {
      engine =
          Optional.of(JavaEngine.start(System.getProperty("java.class.path"), session.state()));
    }
    return engine.get();
  }

  @Override
  public synchronized void close() {
    engine.ifPresent(JavaEngine::close);
    engine = Optional.empty();
  }
}
