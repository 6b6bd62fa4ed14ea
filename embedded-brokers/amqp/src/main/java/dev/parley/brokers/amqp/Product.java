package dev.parley.brokers.amqp;

import dev.parley.brokers.BrokerException;

/** Which broker answers. */
record Product(String name, String version) {
  /** How what Qpid does not have can be had. */
  static final String ELSEWHERE = "connect reaches one, and start rabbit --mode process makes one";

  /** Qpid speaks the protocol, and differs in what it adds to it. */
  boolean qpid() {
    return name.contains("Qpid");
  }

  /**
   * @throws BrokerException if this is Qpid
   */
  void need(String what) {
    if (qpid()) {
      throw new BrokerException(what + " needs RabbitMQ itself", ELSEWHERE);
    }
  }

  @Override
  public String toString() {
    return (qpid() ? "Apache Qpid Broker-J" : name) + " " + version;
  }
}
