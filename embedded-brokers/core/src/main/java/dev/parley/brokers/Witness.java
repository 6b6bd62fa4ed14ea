package dev.parley.brokers;

/** Sees what a destination got since it was called. */
@FunctionalInterface
public interface Witness {
  /**
   * Shows every message that is there now and was not there when the witness was called, in any
   * order. What this client was told to be stored is waited for, as long as more comes.
   */
  void tell(MessageSink sink) throws InterruptedException;
}
