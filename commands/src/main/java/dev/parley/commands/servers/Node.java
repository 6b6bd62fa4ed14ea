package dev.parley.commands.servers;

import dev.parley.brokers.Server;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import java.util.Optional;

/**
 * One node of a server that runs, as typed: {@code kafka/2}.
 *
 * @param number counted from 1
 */
public record Node(Server server, int number) {

  /**
   * The node that a word means; empty if it names none.
   *
   * @throws UserException if the server does not run or has no such node
   */
  public static Optional<Node> of(Session session, String word) {
    int slash = word.indexOf('/');
    if (slash < 1) {
      return Optional.empty();
    }
    Server server = session.servers().server(word.substring(0, slash));
    String number = word.substring(slash + 1);
    return server.nodes().stream()
        .filter(node -> Integer.toString(node.number()).equals(number))
        .findFirst()
        .map(node -> new Node(server, node.number()))
        .or(
            () -> {
              throw UserException.failed(
                  server.system() + " has no node " + number,
                  server.nodes().size() == 1
                      ? "its only one is " + server.system() + "/1"
                      : "its nodes are 1 to " + server.nodes().size());
            });
  }

  /**
   * The same, where a word without a number means a consumer.
   *
   * @throws UserException also if it is the name of a server and of no consumer
   */
  public static Optional<Node> orConsumer(Session session, String word) {
    Optional<Node> node = of(session, word);
    if (node.isEmpty()
        && session.subscriptions().find(word).isEmpty()
        && session.servers().running(word).isPresent()) {
      throw UserException.failed(
          word + " is a whole server", "a node of it is " + word + "/1; stop " + word + " ends it");
    }
    return node;
  }

  @Override
  public String toString() {
    return server.system() + "/" + number;
  }
}
