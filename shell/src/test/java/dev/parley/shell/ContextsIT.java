package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that somebody else runs: here, another Parley. */
class ContextsIT {
  @TempDir private Path folder;
  private Program program;

  @BeforeEach
  void set() {
    program = new Program(folder.resolve("state")).in(folder);
  }

  private static void has(Outcome outcome, String... lines) {
    for (String line : lines) {
      assertTrue(outcome.toString().contains(line), () -> "no “" + line + "” in\n" + outcome);
    }
  }

  /** What a server said that it is ready on. */
  private static String endpoint(TerminalSession terminal, String system) throws Exception {
    terminal.enter("start " + system);
    terminal.await("ready on");
    terminal.awaitPrompt();
    terminal.run("status -o json");
    String squeezed = terminal.text().replaceAll("\\s", "");
    return squeezed.replaceAll(".*\"endpoint\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void whatRunsElsewhereIsUsedWithTheSameWords() throws Exception {
    Program others = new Program(folder.resolve("others")).in(folder);
    try (TerminalSession terminal = new TerminalSession(others)) {
      String kafka = endpoint(terminal, "kafka");
      Outcome written =
          program
              .run(
                  "-e",
                  "connect far kafka://"
                      + kafka
                      + "; create kafka:t; publish kafka:t hello; list; contexts;"
                      + " context validate; context local; context far; disconnect far; contexts")
              .expect(0);
      has(
          written,
          "connected  far is Apache Kafka cluster",
          "published  kafka:t[0]@0",
          "kafka://" + kafka,
          "commands mean the brokers that run here",
          "disconnected far",
          "no broker elsewhere is connected");
      assertTrue(written.lines().stream().anyMatch(line -> line.startsWith("kafka:t ")));
      has(
          program.run("-e", "connect far kafka://" + kafka + "; publish kafka:none x").expect(1),
          "kafka:none is not there");
    }
  }

  @Test
  void readOnlyRefusesEveryWrite() throws Exception {
    Program others = new Program(folder.resolve("others")).in(folder);
    try (TerminalSession terminal = new TerminalSession(others)) {
      String connect = "connect far kafka://" + endpoint(terminal, "kafka") + " --read-only; ";
      terminal.run("publish kafka:t one");
      for (String write :
          new String[] {
            "publish kafka:t x",
            "create kafka:u",
            "delete kafka:t",
            "subscribe kafka:t",
            "pull kafka:t",
            "purge kafka:t",
            "request kafka:t x",
            "reply kafka:t x"
          }) {
        has(program.run("-e", connect + write).expect(1), "far is connected read-only");
      }
      has(
          program.run("-e", connect + "pull kafka:t --from earliest").expect(0),
          "kafka:t[0]@0  one");
    }
  }

  @Test
  void noCellTouchesThem() throws Exception {
    Program others = new Program(folder.resolve("others")).in(folder);
    try (TerminalSession terminal = new TerminalSession(others)) {
      String connect = "connect far kafka://" + endpoint(terminal, "kafka") + "; ";
      Outcome refused = program.run("-e", connect + "run index#a-first-taste").expect(1);
      has(refused, "cells do not touch far, which is not ours");
      has(
          program.run("-e", connect + "context far --cells").expect(1),
          "cells still do not touch far");
    }
  }

  @Test
  void aLostConnectionIsShownAndComesBackWithTheNextCommand() throws Exception {
    Program others = new Program(folder.resolve("others")).in(folder);
    try (TerminalSession here = new TerminalSession(program)) {
      String address;
      try (TerminalSession there = new TerminalSession(others)) {
        address = endpoint(there, "kafka --data data");
        here.enter("connect far kafka://" + address);
        here.await("parley far>");
        here.type("create kafka:t\r");
        here.await("created kafka:t");
        there.kill();
      }
      here.type("list\r");
      here.await("no answer from kafka at " + address + " — the next command tries again");
      here.await("parley far✗>");
      try (TerminalSession there = new TerminalSession(others)) {
        endpoint(there, "kafka --data data --port " + address.substring(address.indexOf(':') + 1));
        here.type("publish kafka:t hello\r");
        here.await("published kafka:t[0]@0");
        here.awaitThat("the mark gone", () -> here.text().stripTrailing().endsWith("parley far>"));
      }
    }
  }

  @Test
  void aPasswordIsNeverShown() throws Exception {
    Path file = folder.resolve("secret");
    Files.writeString(file, "wrong-one\n");
    Program others = new Program(folder.resolve("others")).in(folder);
    try (TerminalSession terminal = new TerminalSession(others)) {
      String rabbit = endpoint(terminal, "rabbit").replace("guest:guest@", "guest@");
      Outcome refused =
          program.run("-e", "connect far " + rabbit + " --password-file secret").expect(1);
      assertFalse(refused.toString().contains("wrong-one"), refused.toString());
      has(program.run("-e", "connect far " + rabbit).expect(1), "--password-file FILE");
      Files.writeString(file, "guest\n");
      Outcome connected =
          program
              .run("-e", "connect far " + rabbit + " --password-file secret; contexts; list")
              .expect(0);
      has(connected, "connected  far is Apache Qpid Broker-J", "amqp://guest@127.0.0.1:");
      assertFalse(connected.toString().contains("guest:"), connected.toString());
    }
  }

  @Test
  void aPasswordThatIsAskedForIsNotShownAndNotKept() throws Exception {
    Program others = new Program(folder.resolve("others")).in(folder);
    try (TerminalSession there = new TerminalSession(others);
        TerminalSession here = new TerminalSession(program)) {
      String rabbit = endpoint(there, "rabbit").replace("guest:guest@", "guest@");
      here.enter("connect far " + rabbit);
      here.await("password of " + rabbit);
      here.type("sesame\u0003");
      here.awaitPrompt();
      here.enter("connect far " + rabbit);
      here.awaitThat("asked again", () -> here.text().split("password of", -1).length > 2);
      here.type("guest\r");
      here.await("connected far is Apache Qpid Broker-J");
      here.await("parley far>");
      here.type("contexts\r");
      here.await("in use");
      assertFalse(here.transcript().contains("sesame"), here.text());
      assertFalse(here.transcript().contains("guest:"), here.text());
      String history = Files.readString(program.state().resolve("history"));
      assertFalse(history.contains("sesame"), history);
      assertTrue(history.lines().noneMatch(line -> line.endsWith(":guest")), history);
    }
  }
}
