package dev.parley.notes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands above a note between two {@code ---} lines.
 *
 * @param title the note's title
 * @param tags without {@code #}
 * @param aliases other names of the note
 * @param demonstrates terms, as written, and the slug of the section that shows each of them live
 */
public record FrontMatter(
    Optional<String> title,
    List<String> tags,
    List<String> aliases,
    Map<String, String> demonstrates) {

  static final FrontMatter NONE = new FrontMatter(Optional.empty(), List.of(), List.of(), Map.of());

  public FrontMatter {
    tags = List.copyOf(tags);
    aliases = List.copyOf(aliases);
    demonstrates = Collections.unmodifiableMap(new LinkedHashMap<>(demonstrates));
  }
}
