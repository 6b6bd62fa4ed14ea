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
                  "its nodes are 1 to " + server.nodes().size());
            });
  }

  @Override
  public String toString() {
    return server.system() + "/" + number;
  }
}
