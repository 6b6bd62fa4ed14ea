package dev.parley.notes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is typed to open each note: its id where no other note has the same, else the end of its
 * path, as short as it can be. A bundled note gives its id way to one of the reader's.
 */
final class Addresses {
  /** Stands for the folder of the bundled notes. */
  private static final String PROGRAM = "parley";

  private final Map<Path, String> ofFiles = new HashMap<>();
  private final Set<String> readersIds = new HashSet<>();

  /**
   * @param files those of the vaults
   */
  Addresses(List<NoteFile> bundled, List<NoteFile> files) {
    Map<String, Integer> counts = new HashMap<>();
    files.forEach(file -> ends(file).forEach(end -> counts.merge(end, 1, Integer::sum)));
    files.forEach(file -> readersIds.add(file.id()));
    bundled.stream()
        .map(file -> ofBundled(file.id()))
        .distinct()
        .forEach(address -> counts.merge(address, 1, Integer::sum));
    for (NoteFile file : files) {
      List<String> ends = ends(file);
      String whole = ends.get(ends.size() - 1);
      String shortest =
          ends.stream().filter(end -> counts.getOrDefault(end, 0) == 1).findFirst().orElse(whole);
      file.path().ifPresent(path -> ofFiles.put(path, shortest));
    }
  }

  /** The ends of a path, the shortest first, without {@code .md}. */
  private static List<String> ends(NoteFile file) {
    List<String> ends = new ArrayList<>();
    String end = file.id();
    ends.add(end);
    @Nullable Path folder = file.path().map(Path::getParent).orElse(null);
    while (folder != null && folder.getFileName() != null) {
      end = folder.getFileName() + "/" + end;
      ends.add(end);
      folder = folder.getParent();
    }
    ends.add("/" + end);
    return ends;
  }

  String ofBundled(String id) {
    return readersIds.contains(id) ? PROGRAM + "/" + id : id;
  }

  /** The address of a file of a vault. */
  Optional<String> of(Path file) {
    return Optional.ofNullable(ofFiles.get(file));
  }

  /** The address of any note; of one in no vault it is its file. */
  String of(Note note) {
    return note.origin()
        .map(file -> of(file).orElseGet(file::toString))
        .orElseGet(() -> ofBundled(note.id()));
  }
}
