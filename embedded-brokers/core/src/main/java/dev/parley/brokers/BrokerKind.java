package dev.parley.brokers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A system that Parley can run and speak to, as data plus a supplier: help and completion read the
 * data, and no class of a broker is loaded before one is started.
 *
 * @param system the word before the colon in an address
 * @param title the system's own name
 * @param options the options that only this system adds to a verb
 * @param headerTypes the types besides text that a header can have, for {@code -H name:type=value};
 *     empty if headers are octets only
 * @param mappings how it stores what it has no equal of, a line each
 * @param limits what the embedded server does not do as the product does, a line each
 */
public record BrokerKind(
    String system,
    String title,
    Set<Form> forms,
    Map<Verb, List<Option>> options,
    List<String> headerTypes,
    List<String> mappings,
    List<String> limits,
    Supplier<BrokerProvider> provider) {

  public BrokerKind {
    forms = Set.copyOf(forms);
    options = Map.copyOf(options);
    headerTypes = List.copyOf(headerTypes);
    mappings = List.copyOf(mappings);
    limits = List.copyOf(limits);
  }

  /**
   * A system that stores messages unchanged, whose headers are octets, and whose embedded server is
   * the product itself.
   */
  public BrokerKind(
      String system,
      String title,
      Set<Form> forms,
      Map<Verb, List<Option>> options,
      Supplier<BrokerProvider> provider) {
    this(system, title, forms, options, List.of(), List.of(), List.of(), provider);
  }

  /** The options that it adds; to start it, with the forms that it can be had in. */
  public List<Option> options(Verb verb) {
    List<Option> added = options.getOrDefault(verb, List.of());
    if (verb != Verb.START) {
      return added;
    }
    List<Option> all = new ArrayList<>();
    all.add(
        new Option(
            List.of("--mode"),
            Option.Kind.TEXT,
            "FORM",
            "how it is had (embedded)",
            modes(),
            false));
    added.stream().filter(option -> !option.key().equals("mode")).forEach(all::add);
    return List.copyOf(all);
  }

  /** The forms that it can be started in, as they are typed. */
  public List<String> modes() {
    return Stream.of(Form.values())
        .filter(form -> form != Form.REMOTE && forms.contains(form))
        .map(form -> form.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
