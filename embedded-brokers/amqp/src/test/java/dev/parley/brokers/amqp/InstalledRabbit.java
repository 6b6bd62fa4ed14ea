package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;
import dev.parley.brokers.testing.Missing;

/** Whether this machine has a RabbitMQ; the tests that need one are skipped where it has not. */
final class InstalledRabbit {
  private InstalledRabbit() {}

  static boolean isHere() {
    try {
      RabbitInstallation.find(System.getenv());
      return true;
    } catch (BrokerException absent) {
      Missing.tell("RabbitMQ as a process is not tested: " + absent.getMessage());
      return false;
    }
  }
}
