package dev.parley.notes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The notes that come with the program: {@code notes/en/*.md} and {@code notes/ru/*.md} in the jar,
 * or in the folder of classes, that the program itself is in.
 */
final class BundledNotes {
  private static final String FOLDER = "notes/";

  private BundledNotes() {}

  private record Bundled(String id, Optional<Language> language, URL place) implements NoteFile {
    @Override
    public Optional<Path> path() {
      return Optional.empty();
    }

    @Override
    public String read() throws IOException {
      try (InputStream in = place.openStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Override
    public String version() {
      return "";
    }
  }

  /**
   * Lists the notes beside a class.
   *
   * @param anchor where the class file is
   * @param name its name in the jar or folder
   */
  static List<NoteFile> beside(URL anchor, String name) {
    try {
      List<NoteFile> found =
          anchor.getProtocol().equals("jar") ? fromJar(anchor) : fromFolder(anchor, name);
      found.sort(Comparator.comparing(NoteFile::id));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<NoteFile> fromJar(URL anchor) throws IOException {
    List<NoteFile> found = new ArrayList<>();
    JarURLConnection connection = (JarURLConnection) anchor.openConnection();
    connection.setUseCaches(false);
    String root = "jar:" + connection.getJarFileURL() + "!/";
    try (JarFile jar = connection.getJarFile()) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        String path = entries.nextElement().getName();
        if (path.startsWith(FOLDER)) {
          URL place = URI.create(root + path.replace(" ", "%20")).toURL();
          add(path.substring(FOLDER.length()), place, found);
        }
      }
    }
    return found;
  }

  private static List<NoteFile> fromFolder(URL anchor, String name)
      throws IOException, URISyntaxException {
    List<NoteFile> found = new ArrayList<>();
    Path root = Path.of(anchor.toURI());
    for (int i = 0; i < name.split("/", -1).length; i++) {
      root = root.getParent();
    }
    for (Language language : Language.values()) {
      Path folder = root.resolve(FOLDER).resolve(language.code());
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            add(language.code() + "/" + file.getFileName(), file.toUri().toURL(), found);
          }
        }
      }
    }
    return found;
  }

  private static void add(String path, URL place, List<NoteFile> found) {
    for (Language language : Language.values()) {
      String folder = language.code() + "/";
      String name = path.startsWith(folder) ? path.substring(folder.length()) : "";
      if (name.endsWith(".md") && name.indexOf('/') < 0) {
        String id = name.substring(0, name.length() - 3);
        found.add(new Bundled(id, Optional.of(language), place));
      }
    }
  }
}
