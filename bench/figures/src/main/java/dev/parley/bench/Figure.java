package dev.parley.bench;

import java.io.IOException;
import java.util.List;

/** Something that is measured. */
interface Figure {
  /**
   * Measures it.
   *
   * @throws IllegalStateException if one of the two did not do the work
   */
  List<Row> measure(Place place) throws IOException, InterruptedException;
}
