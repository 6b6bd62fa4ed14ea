package dev.parley.brokers.amqp;

import dev.parley.brokers.support.ServerThreads;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a fault in the embedded broker from ending the JVM: its housekeeping halts where no handler
 * for uncaught exceptions is set ({@code HousekeepingExecutor}, 10.1.0).
 */
final class Faults implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /** Leaves a handler that is there already alone: then nothing halts. */
  static void install() {
    if (Thread.getDefaultUncaughtExceptionHandler() == null) {
      Thread.setDefaultUncaughtExceptionHandler(new Faults());
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    Optional<ServerThreads> broker = ServerThreads.current();
    LOG.error("Thread {} failed", thread.getName(), failure);
    broker.ifPresent(threads -> threads.fatal("the broker failed: " + Failures.line(failure)));
  }
}
