package dev.parley.brokers.testing;

import com.github.dockerjava.api.model.Container;
import dev.parley.brokers.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;

/** The containers and threads of this JVM at one time, to be compared with those of a later one. */
public final class Leftovers {
  private static final long PATIENCE_SECONDS = 20;

  private final List<String> prefixes;
  private final Set<String> before;

  private Leftovers(String system) {
    this.prefixes = List.of("container-", "docker-java", system + "-");
    this.before = now();
  }

  public static Leftovers since(String system) {
    return new Leftovers(system);
  }

  private Set<String> now() {
    Set<String> all =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> prefixes.stream().anyMatch(name::startsWith))
            .map(name -> "thread " + name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Container each :
        DockerClientFactory.lazyClient()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(DockerClientFactory.DEFAULT_LABELS)
            .withLabelFilter(
                List.of(
                    DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL
                        + "="
                        + DockerClientFactory.SESSION_ID))
            .exec()) {
      all.add("container " + each.getId());
    }
    return all;
  }

  /** The engine's client learns a moment later that there is nothing more to read. */
  public void assertNothingNew() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      Set<String> left = now();
      left.removeAll(before);
      if (left.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("left: " + left);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Nobody listens where the server did. */
  public static void assertPortClosed(Server server) {
    String digits = server.endpoint().replaceAll(".*:(\\d+)/?$", "$1");
    try {
      new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(digits)).close();
    } catch (IOException refused) {
      return;
    }
    throw new AssertionError("somebody still listens at " + server.endpoint());
  }
}
