package dev.parley.commands.cell;

import dev.parley.brokers.support.FileTrouble;
import dev.parley.commands.UserException;
import dev.parley.notes.Warning;
import dev.parley.notes.render.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The outcome of tested notes as JUnit's XML, which build servers read: a suite for each note, a
 * case for each cell.
 */
final class JunitReport {
  private JunitReport() {}

  /**
   * Before notes run for minutes.
   *
   * @throws UserException if no report can be written there
   */
  static void requirePlace(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String why =
        folder == null || Files.isDirectory(file)
            ? "it is a folder"
            : !Files.isDirectory(folder)
                ? "there is no folder " + folder
                : Files.isWritable(Files.exists(file) ? file : folder) ? "" : "permission denied";
    if (!why.isEmpty()) {
      throw UserException.failed("cannot write " + file + ": " + why, "nothing was run");
    }
  }

  static void write(List<NoteTest.Report> reports, Path file) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (NoteTest.Report report : reports) {
        suite(xml, report);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
      Files.writeString(file, text.toString());
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw UserException.failed("cannot write " + file + ": " + FileTrouble.said(e), "");
    }
  }

  private static void suite(XMLStreamWriter xml, NoteTest.Report report) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", valid(report.name()));
    xml.writeAttribute("tests", String.valueOf(report.cells().size()));
    xml.writeAttribute("failures", String.valueOf(report.failed()));
    xml.writeAttribute("skipped", String.valueOf(report.skipped() + report.notRun()));
    xml.writeAttribute("time", seconds(report.elapsed()));
    List<Warning> warnings = report.note().warnings();
    xml.writeStartElement("properties");
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", "warnings");
    xml.writeAttribute("value", String.valueOf(warnings.size()));
    xml.writeEndElement();
    for (NoteTest.CellReport cell : report.cells()) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", valid(report.name()));
      xml.writeAttribute("name", valid(cell.name()));
      xml.writeAttribute("time", seconds(cell.result().elapsed()));
      if (cell.isFailed()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", valid(cell.reason()));
        xml.writeCharacters(valid(String.join("\n", cell.difference())));
        xml.writeEndElement();
      } else if (cell.isSkipped() || cell.isNotRun()) {
        xml.writeStartElement("skipped");
        xml.writeAttribute("message", valid(cell.reason()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    if (!warnings.isEmpty()) {
      xml.writeStartElement("system-err");
      xml.writeCharacters(
          valid(warnings.stream().map(Warning::toString).collect(Collectors.joining("\n"))));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }

  /** XML 1.0 has no escape for most control characters: it must not have them at all. */
  private static String valid(String text) {
    StringBuilder valid = new StringBuilder();
    SafeText.clean(text)
        .codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xd7ff)
                        || (c >= 0xe000 && c <= 0xfffd)
                        || c > 0xffff
                    ? c
                    : 0xfffd)
        .forEach(valid::appendCodePoint);
    return valid.toString();
  }
}
