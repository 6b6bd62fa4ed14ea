package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.testing.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another JVM with a server in it, which can be killed as the system kills a process. */
final class OtherProgram implements AutoCloseable {
  private final OtherJvm program;

  private OtherProgram(OtherJvm program) {
    this.program = program;
  }

  static OtherProgram holding(Path data, Path state, Address address, String payload)
      throws IOException {
    return started(state.toString(), address.text(), payload, data.toString());
  }

  /** With a server that is a process of the other program's. */
  static OtherProgram withProcess(Path data, Path state, Address address, String payload)
      throws IOException {
    return started(state.toString(), address.text(), payload, data.toString(), "process");
  }

  static OtherProgram temporary(Path state, Address address, String payload) throws IOException {
    return started(state.toString(), address.text(), payload);
  }

  private static OtherProgram started(String... arguments) throws IOException {
    return new OtherProgram(OtherJvm.start(OtherProgram.class, arguments));
  }

  /** What it has started, and what those have. */
  List<ProcessHandle> descendants() {
    return program.descendants();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }

  /** Starts a server, publishes one message, says so, and goes on until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    OtherJvm.holdOneMessage(Rabbit.kind(), arguments);
  }
}
