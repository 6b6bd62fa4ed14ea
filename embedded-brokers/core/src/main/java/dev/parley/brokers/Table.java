package dev.parley.brokers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures for people and programs. A value is a String, a Number, a Boolean, an {@link
 * java.time.Instant}, a {@link java.time.Duration}, or null where it is not known.
 *
 * @param name what a row is, in one word: {@code partition}
 */
public record Table(String name, List<String> columns, List<List<@Nullable Object>> rows) {
  public Table {
    columns = List.copyOf(columns);
    List<List<@Nullable Object>> copies = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }
}
