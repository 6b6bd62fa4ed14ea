package dev.parley.brokers.amqp;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another JVM with a server in it, which can be killed as the system kills a process. */
final class OtherProgram implements AutoCloseable {
  private static final String READY = "ready";
  private final Process process;

  private OtherProgram(Process process) {
    this.process = process;
  }

  static OtherProgram holding(Path data, Path state, Address topic, String payload)
      throws IOException {
    return started(state.toString(), topic.text(), payload, data.toString());
  }

  /** With a server that is a process of the other program's. */
  static OtherProgram withProcess(Path data, Path state, Address topic, String payload)
      throws IOException {
    return started(state.toString(), topic.text(), payload, data.toString(), "process");
  }

  static OtherProgram temporary(Path state, Address topic, String payload) throws IOException {
    return started(state.toString(), topic.text(), payload);
  }

  private static OtherProgram started(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProgram.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    OtherProgram program = new OtherProgram(process);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (!READY.equals(line)) {
      program.close();
      throw new IOException("the other program said " + line);
    }
    return program;
  }

  /** What it has started, and what those have. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Starts a server, publishes one message, says so, and goes on until it is killed. */
  public static void main(String[] arguments) throws Exception {
    BrokerProvider provider = Rabbit.kind().provider().get();
    Map<String, List<String>> values = new HashMap<>();
    if (arguments.length > 3) {
      values.put("data", List.of(arguments[3]));
    }
    if (arguments.length > 4) {
      values.put("mode", List.of(arguments[4]));
    }
    Server server =
        provider.start(
            new Settings(values),
            new BrokerProvider.Environment(Path.of(arguments[0]), failure -> {}));
    Broker broker =
        provider.connect(server.endpoint(), Settings.NONE, new Traffic(10, () -> "other"));
    Address topic = Address.parse(arguments[1]);
    broker.create(topic, Settings.NONE);
    try (var publisher = broker.publisher(Settings.NONE)) {
      publisher.send(Message.of(topic, Bytes.utf8(arguments[2])), receipt -> {});
      publisher.flush();
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
