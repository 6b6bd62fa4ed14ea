package dev.parley.commands.cell;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;

/** {@code java}: runs a snippet. */
public final class Java implements Command {
  private final Session session;

  private Java(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("java", Group.CODE, "Run a line of Java in a JVM of its own")
        .example(
            "java int a = 6; a * 7",
            "java new KafkaProducer<>(Map.of(\"bootstrap.servers\", kafka),"
                + " new StringSerializer(), new StringSerializer()).partitionsFor(\"orders\")")
        .takes(
            Parameter.optional(
                "SNIPPET", Parameter.Kind.REST, "Everything up to the end of the line"))
        .made(Java::new);
  }

  @Override
  public void run(Arguments arguments) throws InterruptedException {
    session
        .java()
        .run(
            arguments
                .payload()
                .orElseThrow(
                    () ->
                        UserException.notUnderstood(
                            "java needs a snippet", "for example: java 6 * 7")));
  }
}
