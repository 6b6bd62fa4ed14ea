package dev.parley.brokers.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Calls of a Kafka client's, with what they throw turned into what this code throws. */
final class Calls {
  private final Connection connection;

  Calls(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws InterruptedException with the thread's mark cleared, as everywhere in Java; Kafka's own
   *     exception sets it again
   */
  <T> T call(Call<T> call) throws InterruptedException {
    try {
      return call.run();
    } catch (InterruptException interrupted) {
      Thread.interrupted();
      InterruptedException plain = new InterruptedException();
      plain.initCause(interrupted);
      throw plain;
    } catch (KafkaException failed) {
      throw connection.explained(failed);
    } catch (IllegalStateException closed) {
      throw connection.explained(closed);
    }
  }

  /** The same without a result. */
  void run(Action action) throws InterruptedException {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  @FunctionalInterface
  interface Call<T> {
    T run() throws InterruptedException;
  }

  @FunctionalInterface
  interface Action {
    void run() throws InterruptedException;
  }
}
