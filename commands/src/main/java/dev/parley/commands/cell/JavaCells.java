package dev.parley.commands.cell;

import dev.parley.commands.Servers;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** The session's Java: started when it is first needed, and again after a snippet ended it. */
public final class JavaCells implements AutoCloseable {
  private final Session session;
  // A snippet that was left behind with Ctrl-C may still be stopping.
  private final ReentrantLock running = new ReentrantLock();
  private Optional<CompletableFuture<JavaEngine>> engine = Optional.empty();

  public JavaCells(Session session) {
    this.session = session;
  }

  /** Starts the JVM ahead of its first use. */
  public void prepare() {
    CompletableFuture<JavaEngine> unused = begin();
  }

  /**
   * Runs snippets; what they print is data. Each server that runs is a variable of its system's
   * name: its address.
   */
  public void run(String source) throws InterruptedException {
    Map<String, String> addresses = new TreeMap<>();
    for (Servers.Running server : session.servers().running()) {
      addresses.put(server.server().system(), server.server().endpoint());
    }
    running.lockInterruptibly();
    try {
      engine().run(addresses, source, session.output()::data);
    } finally {
      running.unlock();
    }
  }

  private JavaEngine engine() throws InterruptedException {
    try {
      return begin().get();
    } catch (ExecutionException disturbed) {
      return another();
    }
  }

  /** The one before may have been started long ago, and ended since by somebody else's Ctrl-C. */
  private JavaEngine another() throws InterruptedException {
    try {
      return begin().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UserException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /**
   * On a thread of its own: the compiler does not survive an interrupt, and one of the terminal's
   * may end the JVM while it starts. Then the next use starts another one.
   */
  private synchronized CompletableFuture<JavaEngine> begin() {
    if (engine.isPresent() && engine.get().isDone() && !isUsable(engine.get())) {
      end(engine.get());
      engine = Optional.empty();
    }
    if (engine.isEmpty()) {
      CompletableFuture<JavaEngine> started = new CompletableFuture<>();
      Thread thread = new Thread(() -> start(started), "parley-java-start");
      thread.setDaemon(true);
      thread.start();
      engine = Optional.of(started);
    }
    return engine.get();
  }

  private static boolean isUsable(CompletableFuture<JavaEngine> started) {
    return !started.isCompletedExceptionally() && !started.join().ended();
  }

  private void start(CompletableFuture<JavaEngine> started) {
    try {
      started.complete(JavaEngine.start(System.getProperty("java.class.path"), session.state()));
    } catch (RuntimeException | Error failed) {
      started.completeExceptionally(failed);
    }
  }

  /** One that is still starting ends when it has started, or with this program. */
  @Override
  public synchronized void close() {
    engine.ifPresent(JavaCells::end);
    engine = Optional.empty();
  }

  private static void end(CompletableFuture<JavaEngine> started) {
    CompletableFuture<Void> unused = started.thenAccept(JavaEngine::close);
  }
}
