package dev.parley.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The notes there are: those that come with the program, and the user's vaults. Notes are parsed
 * when they are first needed, and again when their file changed.
 */
public final class Library {
  private final List<NoteFile> bundled;
  private final List<Vault> vaults;
  private final Map<NoteFile, Parsed> parsed;

  private final FutureTask<Demonstrations> demonstrations =
      new FutureTask<>(() -> new Demonstrations(outlines()));

  private volatile @Nullable NoteIndex index;
  private volatile @Nullable Addresses addresses;

  private record Parsed(String version, Note note) {}

  /** Loaded with the first note, not with the first screen: titles need no parser. */
  private static final class Shared {
    private static final NoteParser PARSER = new NoteParser();
  }

  private Library(List<NoteFile> bundled, List<Vault> vaults, Map<NoteFile, Parsed> parsed) {
    this.bundled = List.copyOf(bundled);
    this.vaults = List.copyOf(vaults);
    this.parsed = parsed;
  }

  /** The notes that come with this program. */
  public static Library bundled() {
    String name = "dev/parley/notes/Library.class";
    URL anchor = Objects.requireNonNull(Library.class.getResource("Library.class"));
    return beside(anchor, name);
  }

  static Library beside(URL anchor, String name) {
    return new Library(BundledNotes.beside(anchor, name), List.of(), new ConcurrentHashMap<>());
  }

  /** The same notes and those in a folder, which is looked at whenever notes are asked for. */
  public Library withVault(Path folder) {
    List<Vault> more = new ArrayList<>(vaults);
    Vault vault = new Vault(folder.toAbsolutePath().normalize());
    more.remove(vault);
    more.add(vault);
    return new Library(bundled, more, parsed);
  }

  /** The folders that were added, in that order. */
  public List<Path> vaults() {
    return vaults.stream().map(Vault::folder).toList();
  }

  /** Reads the notes of a folder, whether it was added or not, and counts those that cannot be. */
  public VaultContent look(Path folder) {
    Vault.Listing listing = new Vault(folder.toAbsolutePath().normalize()).list();
    int notes = (int) listing.files().stream().filter(file -> note(file).isPresent()).count();
    int unreadable = listing.unreadable() + listing.files().size() - notes;
    return new VaultContent(notes, unreadable, listing.more());
  }

  /**
   * The notes a reader of a language chooses from: the bundled ones in that language, or in another
   * where there is none, then those of the vaults.
   */
  public List<Note> notes(Language preferred) {
    Map<String, Note> chosen = new LinkedHashMap<>();
    for (Note note : bundledNotes()) {
      if (note.language() == preferred) {
        chosen.put(note.id(), note);
      } else {
        chosen.putIfAbsent(note.id(), note);
      }
    }
    List<Note> notes = new ArrayList<>(chosen.values());
    notes.addAll(vaultNotes());
    return notes;
  }

  /**
   * The titles, by {@link #address}, of what {@link #notes} gives. Of the bundled notes only what
   * stands above their Markdown is read, so that a first screen does not wait for a parser.
   */
  public Map<String, String> titles(Language preferred) {
    Map<String, String> titles = new LinkedHashMap<>();
    Map<String, NoteFile> chosen = new LinkedHashMap<>();
    for (NoteFile file : bundled) {
      if (file.language().equals(Optional.of(preferred))) {
        chosen.put(file.id(), file);
      } else {
        chosen.putIfAbsent(file.id(), file);
      }
    }
    List<NoteFile> files = vaultFiles();
    Addresses known = addresses(files);
    chosen.forEach((id, file) -> titles.put(known.ofBundled(id), title(file)));
    for (NoteFile file : files) {
      note(file).ifPresent(note -> titles.put(known.of(note), note.title()));
    }
    return titles;
  }

  private static String title(NoteFile file) {
    try {
      String source = file.read();
      Head head = Head.read(source, new Lines(source, source.length()), new ArrayList<>());
      return head.frontMatter().title().orElse(file.id());
    } catch (IOException e) {
      return file.id();
    }
  }

  /** The bundled notes in all languages. */
  public List<Note> bundledNotes() {
    return bundled.stream().map(this::note).flatMap(Optional::stream).toList();
  }

  /** The bundled notes as far as terms and headings go: a foreign note must not wait for more. */
  List<Note> outlines() throws IOException {
    List<Note> outlines = new ArrayList<>();
    for (NoteFile file : bundled) {
      String skeleton = Skeleton.of(file.read());
      outlines.add(Shared.PARSER.parse(skeleton, file.id(), file.path(), file.language()));
    }
    return outlines;
  }

  /** Begins to collect what the bundled notes can show, on a thread of its own. */
  public void prepareDemonstrations() {
    Thread thread = new Thread(demonstrations, "parley-demonstrations");
    thread.setDaemon(true);
    thread.start();
  }

  /** What the bundled notes can show; it waits for what was begun. */
  public Demonstrations demonstrations() throws InterruptedException {
    demonstrations.run();
    try {
      return demonstrations.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<Note> vaultNotes() {
    return vaultFiles().stream().map(this::note).flatMap(Optional::stream).toList();
  }

  private List<NoteFile> vaultFiles() {
    return vaults.stream().flatMap(vault -> vault.list().files().stream()).distinct().toList();
  }

  /** All notes, the bundled ones in all languages. */
  public List<Note> all() {
    List<Note> all = new ArrayList<>(bundledNotes());
    all.addAll(vaultNotes());
    return all;
  }

  /**
   * Reads any file as a note.
   *
   * @throws IOException if it cannot be read, is larger than 64 MB, or is not UTF-8
   */
  public Note read(Path file) throws IOException {
    return parse(new VaultFile(file.toAbsolutePath().normalize()));
  }

  /**
   * Finds a note, and a section if one is named behind {@code #}: by id, title, alias, path, or the
   * beginning of any word of these. An exact name wins over a beginning, the preferred language
   * over the other, a note of a vault over a bundled one.
   */
  public Lookup find(String name, Language preferred) {
    return new NoteFinder(this, index(), preferred).find(name);
  }

  /** A file of the vaults that would be called so, if it could be read. */
  public Optional<Path> unreadable(String name) {
    return vaultFiles().stream()
        .filter(file -> file.id().equalsIgnoreCase(name) && note(file).isEmpty())
        .flatMap(file -> file.path().stream())
        .findFirst();
  }

  /**
   * Finds where a link in a note leads.
   *
   * @param target what the note says: a relative path, or the target of a wikilink
   */
  public Lookup follow(Note from, String target) {
    return new NoteFinder(this, index(), from.language()).follow(from, target);
  }

  /** The links of a note to other notes and files, in order; those to the web are left out. */
  public List<NoteLink> links(Note note) {
    return linksOf(note).of(note);
  }

  /** The notes that lead to this one. */
  public List<Note> backlinks(Note note) {
    return linksOf(note).to(note);
  }

  private NoteLinks linksOf(Note note) {
    NoteIndex now = index();
    return new NoteLinks(new NoteFinder(this, now, note.language()), now);
  }

  /**
   * What is typed to open a note, the shortest that means no other: its id, the end of its path, or
   * its file if it is in no vault.
   */
  public String address(Note note) {
    Addresses known = addresses;
    return (known == null ? addresses(vaultFiles()) : known).of(note);
  }

  private Addresses addresses(List<NoteFile> files) {
    Addresses now = new Addresses(bundled, files);
    addresses = now;
    return now;
  }

  /** As the files are now; the one before if they did not change. */
  private NoteIndex index() {
    List<NoteFile> files = vaultFiles();
    List<Note> notes = new ArrayList<>(bundledNotes());
    files.forEach(file -> note(file).ifPresent(notes::add));
    NoteIndex known = index;
    if (known != null && known.holds(notes)) {
      return known;
    }
    NoteIndex now = new NoteIndex(notes, addresses(files));
    index = now;
    return now;
  }

  /** The notes of each tag, above their text or in it; tags in the order of the alphabet. */
  public Map<String, List<Note>> tags(Language preferred) {
    Map<String, List<Note>> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Note note : notes(preferred)) {
      for (String tag : Tags.of(note)) {
        tags.computeIfAbsent(tag, t -> new ArrayList<>()).add(note);
      }
    }
    return tags;
  }

  /** The best lines that hold all the words, in any of their forms; at most three of each note. */
  public List<SearchHit> search(String words, Language preferred) {
    return new Search(words).in(notes(preferred));
  }

  /** The bundled note with this id, if it is there in this language. */
  Optional<Note> bundled(String id, Language language) {
    return bundledNotes().stream()
        .filter(note -> note.id().equalsIgnoreCase(id) && note.language() == language)
        .findFirst();
  }

  Optional<Note> note(Path file) {
    return VaultFile.isNote(file) && Files.isRegularFile(file)
        ? note(new VaultFile(file.toAbsolutePath().normalize()))
        : Optional.empty();
  }

  /** A file that vanished or may not be read is no note; for the others it makes no difference. */
  private Optional<Note> note(NoteFile file) {
    try {
      return Optional.of(parse(file));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private Note parse(NoteFile file) throws IOException {
    String version = file.version();
    Parsed known = parsed.get(file);
    if (known != null && known.version().equals(version)) {
      return known.note();
    }
    Note note = Shared.PARSER.parse(file.read(), file.id(), file.path(), file.language());
    parsed.put(file, new Parsed(version, note));
    return note;
  }
}
