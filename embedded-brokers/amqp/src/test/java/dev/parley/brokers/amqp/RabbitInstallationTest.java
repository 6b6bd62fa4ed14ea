package dev.parley.brokers.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RabbitInstallationTest {
  private static final Path NOWHERE = Path.of("/no/such/rabbitmq-server");

  @TempDir Path directory;

  private Path program(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  @Test
  void withoutOneThereIsALineThatSaysWhatToDo() {
    BrokerException absent =
        assertThrows(
            BrokerException.class,
            () -> RabbitInstallation.find(Map.of("PATH", directory.toString()), NOWHERE));
    assertEquals("there is no RabbitMQ on this machine", absent.getMessage());
    assertTrue(absent.hint().contains("PARLEY_RABBITMQ"), absent.hint());
  }

  @Test
  void aVariableThatNamesNothingIsSaid() {
    BrokerException wrong =
        assertThrows(
            BrokerException.class,
            () -> RabbitInstallation.find(Map.of("PARLEY_RABBITMQ", "/no/such"), NOWHERE));
    assertEquals("PARLEY_RABBITMQ names /no/such, which cannot be run", wrong.getMessage());
  }

  @Test
  void itIsFoundOnThePathUnlessItIsTheOneThatChangesTheUser() throws IOException {
    Path wrapper = program("wrapped/rabbitmq-script-wrapper");
    Files.createSymbolicLink(wrapper.resolveSibling("rabbitmq-server"), wrapper);
    Path epmd = program("bin/epmd");
    String path = wrapper.getParent() + ":" + epmd.getParent();
    assertThrows(
        BrokerException.class, () -> RabbitInstallation.find(Map.of("PATH", path), NOWHERE));
    Path server = program("bin/rabbitmq-server");
    assertEquals(
        new RabbitInstallation(server, epmd),
        RabbitInstallation.find(Map.of("PATH", path), NOWHERE));
  }

  @Test
  void thePortMapperIsFoundBesideErlang() throws IOException {
    Path named = program("mine/rabbitmq-server");
    Path erl = program("erlang/bin/erl");
    Path epmd = program("erlang/erts-13.1.5/bin/epmd");
    Files.createDirectories(directory.resolve("path"));
    Files.createSymbolicLink(directory.resolve("path/erl"), erl);
    RabbitInstallation found =
        RabbitInstallation.find(
            Map.of(
                "PATH", directory.resolve("path").toString(), "PARLEY_RABBITMQ", named.toString()),
            NOWHERE);
    assertEquals(named, found.script());
    assertEquals(epmd.toRealPath(), found.portMapper().toRealPath());
  }
}
