package dev.parley.brokers.kafka;

import dev.parley.brokers.support.ServerThreads;
import java.io.Serial;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka was written to own its process: at a fault that it cannot survive it ends the JVM. Here the
 * JVM is the user's shell, so such a fault ends the thread that met it, and the cluster is told.
 */
final class Halts implements FaultHandlerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(Halts.class);

  private final ServerThreads threads;

  Halts(ServerThreads threads) {
    this.threads = threads;
  }

  /** Before anything of the server runs. The procedures hold nothing: they find the cluster. */
  static void install() {
    Exit.setExitProcedure(Halts::ended);
    Exit.setHaltProcedure(Halts::ended);
  }

  private static void ended(int status, @Nullable String message) {
    String reason =
        message == null || message.isBlank() ? "it gave up with status " + status : message;
    LOG.error("The server would have ended the process: {}", reason);
    ServerThreads.current().ifPresent(threads -> threads.fatal(reason));
    throw new Halted(reason);
  }

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      LOG.error("Fault in {}: {}", name, message, cause);
      action.run();
      if (fatal) {
        threads.fatal(name + ": " + message);
      }
      return new FaultHandlerException(message, cause);
    };
  }

  /** Thrown where the JVM would have ended. */
  static final class Halted extends Error {
    @Serial private static final long serialVersionUID = 1L;

    Halted(String reason) {
      super(reason);
    }
  }
}
