package dev.parley.brokers.testing;

import dev.parley.brokers.Address;
import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerKind;
import dev.parley.brokers.BrokerProvider;
import dev.parley.brokers.Bytes;
import dev.parley.brokers.Message;
import dev.parley.brokers.Server;
import dev.parley.brokers.Settings;
import dev.parley.brokers.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another program, which can be killed as the system kills a process. */
public final class OtherJvm implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;

  private OtherJvm(Process process) {
    this.process = process;
  }

  /**
   * Starts it, and waits until it says that it is ready.
   *
   * @param main what it runs, with this JVM's class path
   */
  public static OtherJvm start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    OtherJvm program = new OtherJvm(process);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (!READY.equals(line)) {
      program.close();
      throw new IOException("the other program said " + line);
    }
    return program;
  }

  /** Says so to whoever started it, and goes on until it is killed. For the other program. */
  public static void readyForever() throws InterruptedException {
    PrintStream output = System.out;
    output.println(READY);
    Thread.currentThread().join();
  }

  /**
   * Starts a server, publishes one message, says so, and goes on until it is killed. For the other
   * program.
   *
   * @param arguments where its state goes, an address, a payload and, where data is kept, the
   *     directory for it, and the mode of the server
   */
  public static void holdOneMessage(BrokerKind kind, String... arguments)
      throws InterruptedException {
    BrokerProvider provider = kind.provider().get();
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
    Address address = Address.parse(arguments[1]);
    broker.create(address, Settings.NONE);
    try (var publisher = broker.publisher(Settings.NONE)) {
      publisher.send(Message.of(address, Bytes.utf8(arguments[2])), receipt -> {});
      publisher.flush();
    }
    readyForever();
  }

  /** What it has started, and what those have. */
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
