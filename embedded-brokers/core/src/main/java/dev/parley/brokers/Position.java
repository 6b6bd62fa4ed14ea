package dev.parley.brokers;

/** Where the system put a message. */
public sealed interface Position {
  /** A place in a partitioned log. */
  record Log(int partition, long offset) implements Position {
    @Override
    public String toString() {
      return "[" + partition + "]@" + offset;
    }
  }
}
