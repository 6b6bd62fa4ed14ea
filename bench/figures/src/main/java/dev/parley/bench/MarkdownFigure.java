package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A megabyte of Markdown into a pipe, against an HTML renderer and Python's rich. */
final class MarkdownFigure implements Figure {
  private static final String PYTHON = "/usr/bin/python3";

  @Override
  public List<Row> measure(Place place) throws IOException, InterruptedException {
    Path file = place.work().resolve("sample.md");
    Files.writeString(file, new MarkdownSample().text(1_000_000));
    Child child = new Child(place);
    List<String> ours = Child.throughCat(List.of(place.parley(), "open", file.toString()));
    List<String> html =
        Child.throughCat(place.smallJava("commonmark", "HtmlPage", file.toString()));
    List<Row> rows = new ArrayList<>();
    rows.add(
        Versus.measured(7, () -> complete(child.run(ours)), () -> complete(child.run(html)))
            .row("1 MB Markdown / HtmlRenderer", "ms", Target.atMost(1.0)));
    String name = "1 MB Markdown / rich";
    if (hasRich(child)) {
      List<String> rich =
          Child.throughCat(List.of(PYTHON, "-m", "rich.markdown", "-w", "80", file.toString()));
      rows.add(
          Versus.measured(3, () -> complete(child.run(ours)), () -> complete(child.run(rich)))
              .row(name, "ms", Target.atMost(0.5)));
    } else {
      rows.add(Row.skipped(name, PYTHON + " has no rich (python3-rich)"));
    }
    return rows;
  }

  private static boolean hasRich(Child child) throws IOException, InterruptedException {
    try {
      child.run(List.of(PYTHON, "-c", "import rich"));
      return true;
    } catch (IllegalStateException | IOException absent) {
      return false;
    }
  }

  /** The last line of the sample has to be there. */
  private static double complete(Child.Run run) {
    if (!run.printed().contains(MarkdownSample.LAST)) {
      throw new IllegalStateException("the end of the sample is missing");
    }
    return run.millis();
  }
}
