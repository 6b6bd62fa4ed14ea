package dev.parley.commands.reading;

import dev.parley.commands.Arguments;
import dev.parley.commands.Command;
import dev.parley.commands.Definition;
import dev.parley.commands.Group;
import dev.parley.commands.Parameter;
import dev.parley.commands.Session;
import dev.parley.commands.UserException;
import dev.parley.notes.Language;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code lang}: the language of the notes. */
public final class Lang implements Command {
  private final Session session;

  private Lang(Session session) {
    this.session = session;
  }

  public static Definition definition() {
    return Definition.named("lang", Group.READ, "Read in Russian or in English")
        .example("lang ru", "lang en")
        .takes(Parameter.optional("LANGUAGE", Parameter.Kind.LANGUAGE, "ru or en"))
        .made(Lang::new);
  }

  @Override
  public void run(Arguments arguments) {
    if (arguments.word(0).isEmpty()) {
      session.output().data(session.reading().language().code());
      return;
    }
    Optional<Language> language =
        Stream.of(Language.values())
            .filter(known -> known.code().equalsIgnoreCase(arguments.first()))
            .findFirst();
    session
        .reading()
        .language(
            language.orElseThrow(
                () ->
                    UserException.notUnderstood(
                        "no notes in " + arguments.first(), "there is ru and en")));
    new Notes(session).run(arguments);
  }
}
