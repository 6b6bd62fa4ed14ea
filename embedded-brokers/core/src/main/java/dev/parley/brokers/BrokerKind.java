package dev.parley.brokers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A system that Parley can run and speak to, as data plus a supplier: help and completion read the
 * data, and no class of a broker is loaded before one is started.
 *
 * @param system the word before the colon in an address
 * @param title the system's own name
 * @param options the options that only this system adds to a verb
 */
public record BrokerKind(
    String system,
    String title,
    Set<Form> forms,
    Map<Verb, List<Option>> options,
    Supplier<BrokerProvider> provider) {

  public BrokerKind {
    forms = Set.copyOf(forms);
    options = Map.copyOf(options);
  }

  public List<Option> options(Verb verb) {
    return options.getOrDefault(verb, List.of());
  }
}
