package dev.parley.brokers;

import java.nio.file.Path;

/** The code of one system, loaded at its first start. */
public interface BrokerProvider {
  /**
   * Starts a server and returns it ready, or throws and leaves nothing running.
   *
   * @param settings {@link Verb#START} options; {@code mode}, {@code nodes}, {@code data} and
   *     {@code port} are every system's
   * @param environment where logs and temporary data go, and who is told of a crash
   * @throws BrokerException if it cannot start
   * @throws InterruptedException if the user gave up; whatever was started is ended before this is
   *     thrown or, where that takes long, in the background, and the next start waits for it
   */
  Server start(Settings settings, Environment environment) throws InterruptedException;

  /**
   * A client of a server, ours or another's. It does not connect before it has to.
   *
   * @param endpoint {@link Server#endpoint} or an address that the user gave
   */
  Broker connect(String endpoint, Settings settings, Traffic traffic);

  /**
   * @param state a directory for temporary data and logs, created if missing
   * @param failure told once, in one line, if the server dies of itself
   */
  record Environment(Path state, java.util.function.Consumer<String> failure) {}
}
