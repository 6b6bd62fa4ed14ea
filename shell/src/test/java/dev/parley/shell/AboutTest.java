package dev.parley.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AboutTest {
  @Test
  void theVersionIsTheBuilds() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<version>" + About.VERSION + "</version>"), About.VERSION);
  }
}
