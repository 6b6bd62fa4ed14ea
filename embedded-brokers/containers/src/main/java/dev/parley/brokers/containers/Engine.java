package dev.parley.brokers.containers;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * A container engine that answers. It is asked before Testcontainers is: that waits for minutes for
 * a socket that says nothing, and for an image that nobody has.
 */
public final class Engine {
  /**
   * Nobody waits longer than two seconds to hear that there is none, the program's start included.
   */
  static final Duration ANSWER = Duration.ofMillis(1500);

  private static final Duration REGISTRY = Duration.ofMillis(1700);

  private static final String RYUK = "testcontainers/ryuk:0.14.0";

  private final EngineAddress address;
  private final Map<String, String> environment;

  private Engine(EngineAddress address, Map<String, String> environment) {
    this.address = address;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The engine of this machine, or the one that {@code DOCKER_HOST} names.
   *
   * @param environment {@link System#getenv()}
   * @throws BrokerException within two seconds, if there is none or it does not answer
   */
  public static Engine find(Map<String, String> environment) throws InterruptedException {
    EngineAddress address = EngineAddress.of(environment);
    try {
      Question.Answer answer = Question.ask(address, "/_ping", ANSWER);
      if (answer.status() == 200) {
        return new Engine(address, environment);
      }
      throw silent(
          address, "answers with status " + answer.status(), new IOException(answer.body()));
    } catch (TimeoutException late) {
      throw silent(address, "does not answer", late);
    } catch (IOException refused) {
      throw silent(address, "cannot be reached", refused);
    }
  }

  private static BrokerException silent(EngineAddress address, String what, Throwable cause) {
    return new BrokerException(
        "the container engine at " + address.text() + " " + what,
        "start it, or set DOCKER_HOST to one that runs; --mode embedded needs none",
        cause);
  }

  /** Where the ports of its containers are reached. */
  public String host() {
    String override = environment.getOrDefault("TESTCONTAINERS_HOST_OVERRIDE", "");
    return override.isBlank() ? address.host() : override;
  }

  /**
   * The image is here, or can be had.
   *
   * @throws BrokerException within two seconds, if neither
   */
  public void require(String image) throws InterruptedException {
    require(image, "--image names another one; docker images lists those that are here");
    if (!"true".equalsIgnoreCase(environment.getOrDefault("TESTCONTAINERS_RYUK_DISABLED", ""))) {
      require(
          environment.getOrDefault("TESTCONTAINERS_RYUK_CONTAINER_IMAGE", RYUK),
          "it removes what a killed program leaves; TESTCONTAINERS_RYUK_DISABLED=true does without");
    }
  }

  private void require(String image, String hint) throws InterruptedException {
    if (!image.matches("[a-zA-Z0-9][a-zA-Z0-9._/:@-]*")) {
      throw new BrokerException("not the name of an image: " + image, "for example apache/kafka");
    }
    if (address.encrypted()) {
      return;
    }
    long deadline = System.nanoTime() + REGISTRY.toNanos();
    try {
      if (Question.ask(address, "/images/" + image + "/json", ANSWER).status() == 200) {
        return;
      }
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      // The engine asks the registry; nothing is pulled yet.
      int status = Question.ask(address, "/distribution/" + image + "/json", left).status();
      if (status == 200) {
        return;
      }
      throw missing(
          image,
          status == 401 || status == 403 || status == 404
              ? "its registry does not have it for us"
              : "its registry cannot be reached",
          hint);
    } catch (TimeoutException late) {
      throw missing(
          image,
          "its registry does not answer",
          "docker pull " + image + " fetches it, however long that takes");
    } catch (IOException failed) {
      throw silent(address, "does not answer any more", failed);
    }
  }

  private static BrokerException missing(String image, String why, String hint) {
    return new BrokerException("image " + image + " is not here, and " + why, hint);
  }
}
