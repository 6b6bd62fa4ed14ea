package dev.parley.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  private static final String ANCHOR = "program/Anchor.class";
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              ANCHOR,
              "",
              "notes/en/asynchronous.md",
              """
            ---
            title: Asynchronous messaging
            aliases: [async]
            tags: [messaging]
            ---
            # Queues
            See [[kafka#Topics|topics]] and [[nowhere]].
            ## Kinds
            """,
              "notes/en/kafka.md",
              "# Kafka\nA log of messages.\n## Topics\nA topic is a queue.\n",
              "notes/ru/asynchronous.md",
              "---\ntags: [обмен]\n---\n# Очереди\nСообщения ждут в очереди.\n",
              "notes/en/deep/no.md",
              "# No\n",
              "notes/other.txt",
              "no"));

  @TempDir Path folder;
  private Library library;

  @BeforeEach
  void unpack() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      write("a folder/" + file.getKey(), file.getValue());
    }
    URL anchor = folder.resolve("a folder").resolve(ANCHOR).toUri().toURL();
    library = Library.beside(anchor, ANCHOR);
  }

  @Test
  void notesAreListedFromAFolder() {
    assertEquals(List.of("asynchronous en", "kafka en"), names(library, Language.EN));
    assertEquals(List.of("asynchronous ru", "kafka en"), names(library, Language.RU));
  }

  @Test
  void notesAreListedFromAJarThatHasNoEntriesForFolders() throws IOException {
    Path jar = folder.resolve("the jar.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    URL anchor = URI.create("jar:" + jar.toUri() + "!/" + ANCHOR).toURL();
    Library packed = Library.beside(anchor, ANCHOR);
    assertEquals(List.of("asynchronous ru", "kafka en"), names(packed, Language.RU));
    assertEquals(
        library.notes(Language.EN).get(0).source(), packed.notes(Language.EN).get(0).source());
  }

  @Test
  void theProgramsOwnNotesAreThere() {
    assertEquals(
        List.of(),
        Library.bundled().bundledNotes().stream().flatMap(n -> n.warnings().stream()).toList());
  }

  private static List<String> names(Library library, Language language) {
    return library.notes(language).stream().map(n -> n.id() + " " + n.language().code()).toList();
  }

  @Test
  void aNoteIsFoundByAnyOfItsNames() {
    assertEquals("asynchronous", found("asynchronous"));
    assertEquals("asynchronous", found("Asynchronous Messaging"));
    assertEquals("asynchronous", found("ASYNC"));
    assertEquals("asynchronous", found("mess"));
    assertEquals("asynchronous", found("очер"));
    assertEquals("asynchronous#kinds", found("async#Kinds"));
    assertEquals("kafka#topics", found("kafka#topics"));
    assertEquals("kafka", found(folder.resolve("a folder/notes/en/kafka.md").toString()));
  }

  @Test
  void aSectionOfTheOtherLanguageIsFound() {
    Lookup.Found found =
        assertInstanceOf(Lookup.Found.class, library.find("asynchronous#очереди", Language.EN));
    assertEquals(Language.RU, found.note().language());
  }

  @Test
  void whatIsNotThereIsSaidAndGuessed() {
    Lookup.NoNote none = assertInstanceOf(Lookup.NoNote.class, library.find("kafak", Language.EN));
    assertEquals(List.of("kafka"), none.near());
    Lookup.NoSection section =
        assertInstanceOf(Lookup.NoSection.class, library.find("kafka#zzz", Language.EN));
    assertEquals("zzz", section.name());
    assertInstanceOf(Lookup.NoNote.class, library.find("", Language.EN));
    assertInstanceOf(Lookup.NoNote.class, library.find("\u0000/..", Language.EN));
  }

  @Test
  void severalNotesThatBeginAlikeAreAmbiguous() throws IOException {
    write("vault/kafka streams.md", "# Streams\n");
    write("vault/kafka connect.md", "# Connect\n");
    Library all = library.withVault(folder.resolve("vault"));
    assertEquals("kafka", target(all.find("kafka", Language.EN)));
    Lookup.Ambiguous several =
        assertInstanceOf(Lookup.Ambiguous.class, all.find("kaf", Language.EN));
    assertEquals(3, several.notes().size());
  }

  @Test
  void aVaultIsReadAgainWhenAFileChanged() throws IOException {
    Path file = write("vault/.hidden/secret.md", "# Secret\n");
    assertTrue(Files.exists(file));
    write("vault/sub/mine.md", "# Mine\n");
    Library all = library.withVault(folder.resolve("vault"));
    assertEquals("mine", target(all.find("sub/mine", Language.EN)));
    assertInstanceOf(Lookup.NoNote.class, all.find("secret", Language.EN));
    write("vault/sub/mine.md", "# Mine\n## Added\n");
    assertEquals("mine#added", target(all.find("mine#Added", Language.EN)));
  }

  @Test
  void linksAreResolvedOrBroken() throws IOException {
    write("vault/sub/b c.md", "# B\n## Part\n");
    write("vault/sub/pic.png", "");
    Path a =
        write(
            "vault/sub/a.md",
            "[one](b%20c.md#part) [[b c#Part]] [[pic.png]] ![[pic.png]] [gone](no.md) [[no]] [web](http://x.y)"
                + " [up](../sub/b%20c.md#no-part) [[#Own]]\n# Own\n");
    Library all = library.withVault(folder.resolve("vault"));
    Note note = all.read(a);
    assertEquals(
        List.of(
            "b%20c.md#part -> b c#part",
            "b c#Part -> b c#part",
            "pic.png -> a file",
            "no.md -> broken",
            "no -> broken",
            "../sub/b%20c.md#no-part -> broken",
            "#Own -> a#own"),
        all.links(note).stream().map(LibraryTest::describe).toList());
    Note b = all.find("b c", Language.EN).found().orElseThrow();
    assertEquals(List.of(note), all.backlinks(b));
  }

  @Test
  void notesOfOneNameHaveTheShortestAddressThatIsUniqueAndBundledOnesHideNone() throws IOException {
    write("vault/a/index.md", "# A\n");
    write("vault/b/index.md", "# B\n");
    write("vault/b/deep/a/index.md", "# Deep\n");
    write("vault/kafka.md", "# Mine\n## Own\n");
    Library all = library.withVault(folder.resolve("vault"));
    Map<String, String> titles = all.titles(Language.EN);
    assertEquals("Deep", titles.get("deep/a/index"));
    assertEquals("A", titles.get("vault/a/index"));
    assertEquals("B", titles.get("b/index"));
    assertEquals("Mine", titles.get("kafka"));
    assertEquals(
        "parley/kafka",
        titles.keySet().stream().filter(t -> t.startsWith("p")).findFirst().orElseThrow());
    for (Map.Entry<String, String> entry : titles.entrySet()) {
      Note note = all.find(entry.getKey(), Language.EN).found().orElseThrow();
      assertEquals(entry.getKey(), all.address(note));
    }
    // What is offered names sections of the bundled note by its id.
    Lookup.Found offered =
        assertInstanceOf(Lookup.Found.class, all.find("kafka#topics", Language.EN));
    assertTrue(offered.note().origin().isEmpty());
    assertInstanceOf(Lookup.Ambiguous.class, all.find("index", Language.EN));
    assertEquals(
        "parley/kafka",
        all.address(
            all.follow(all.find("async", Language.EN).found().orElseThrow(), "kafka")
                .found()
                .orElseThrow()));
  }

  @Test
  void linksOfAVaultFullOfDanglingOnesAreFoundWithoutLookingForEach() throws IOException {
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder("# Note " + i + "\n");
      for (int j = 0; j < 20; j++) {
        text.append("[[gone ").append(i * 20 + j).append("]] [x](no/").append(j).append(".md)\n");
      }
      write("vault/n" + i + ".md", text + "[[n0]]\n");
    }
    Library all = library.withVault(folder.resolve("vault"));
    Note note = all.find("n0", Language.EN).found().orElseThrow();
    assertEquals(999, all.backlinks(note).size());
    // To look through the folder for each link would take minutes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(40, all.links(note).stream().filter(NoteLink::broken).count());
          assertEquals(999, all.backlinks(note).size());
        });
  }

  @Test
  void whatCannotBeReadIsCounted() throws IOException {
    write("vault/a.md", "# A\n");
    try (var channel =
        Files.newByteChannel(
            folder.resolve("vault/large.md"),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(65L << 20);
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    assertEquals(new VaultContent(1, 1, false), library.look(folder.resolve("vault")));
  }

  @Test
  void tagsStandInTheTextTooAndMayBeNested() throws IOException {
    write(
        "vault/t.md",
        "---\ntags: [Top]\n---\nOn #area/net and #top, not `#code` a#b #12 http://x/#f\n");
    Library all = library.withVault(folder.resolve("vault"));
    assertEquals(
        List.of("area/net", "messaging", "Top"), List.copyOf(all.tags(Language.EN).keySet()));
  }

  private static String describe(NoteLink link) {
    if (link.broken()) {
      return link.target() + " -> broken";
    }
    String section = link.section().map(s -> "#" + s.slug()).orElse("");
    return link.target() + " -> " + link.note().map(n -> n.id() + section).orElse("a file");
  }

  @Test
  void whatIsReadOfABundledNoteBesideAForeignOneIsItsWholeOutline() throws IOException {
    Library library = Library.bundled();
    assertEquals(
        library.bundledNotes().stream().map(LibraryTest::outline).toList(),
        library.outlines().stream().map(LibraryTest::outline).toList());
  }

  private static String outline(Note note) {
    List<String> sections =
        note.sections().stream()
            .map(s -> s.number() + " " + s.level() + " " + s.slug() + " " + s.title())
            .toList();
    return note + " " + note.title() + " " + note.frontMatter() + " " + sections;
  }

  @Test
  void bundledNotesLinkToEachOther() {
    Note note = library.find("async", Language.EN).found().orElseThrow();
    assertEquals(
        List.of("kafka#Topics -> kafka#topics", "nowhere -> broken"),
        library.links(note).stream().map(LibraryTest::describe).toList());
  }

  @Test
  void searchFindsFormsOfWordsAndTheBestLinesFirst() {
    List<SearchHit> hits = library.search("queues topics", Language.EN);
    assertEquals("A topic is a queue.", hits.get(0).snippet());
    assertEquals(Optional.of("topics"), hits.get(0).section().map(Section::slug));
    assertEquals(4, hits.get(0).line());
    assertEquals(
        List.of("Сообщения ждут в очереди."),
        library.search("сообщением", Language.RU).stream().map(SearchHit::snippet).toList());
    assertEquals(
        "kettles",
        new SearchHit(hits.get(0).note(), Optional.empty(), 1, "- *[a](b)* kettles ^b-1", false, 1)
            .text()
            .replace("a ", ""));
    assertEquals(List.of(), library.search("queue unicorn", Language.EN));
    assertEquals(List.of(), library.search("  ", Language.EN));
  }

  @Test
  void searchTakesNoMarksFromCode() {
    Note note = library.find("async", Language.EN).found().orElseThrow();
    String code = "(int) found.get(\"x\") == 0 || __a__ * `b`";
    assertEquals(code, new SearchHit(note, Optional.empty(), 1, code, true, 1).text());
    String line = "- ==so== `a == b|c` and ``x `y` **z**`` **end**";
    assertEquals(
        "so a == b|c and x `y` **z** end",
        new SearchHit(note, Optional.empty(), 1, line, false, 1).text());
  }

  @Test
  void searchShowsWhatTheRendererShows() throws IOException {
    write(
        "vault/one.md",
        """
        # One
        > [!note]- A kettle
        [^1]: The kettle of[^2] a note
        kettle %%and kettle%% end
        %%kettle%%
        %%
        kettle
        %%
        ```
        date +%%kettle
        ```
        """);
    List<SearchHit> hits = library.withVault(folder.resolve("vault")).search("kettle", Language.EN);
    assertEquals(
        List.of("A kettle", "The kettle of a note", "kettle  end"),
        hits.stream().map(SearchHit::text).toList());
  }

  @Test
  void searchShowsTheLinesWithTheMostOfTheWords() throws IOException {
    write("vault/one.md", "# A kettle\n\nred\n\nThe kettle is red.\n\nThe red kettle.\n");
    write("vault/two.md", "# B\n\nkettle\n\nreds\n");
    List<SearchHit> hits =
        library.withVault(folder.resolve("vault")).search("red kettle", Language.EN);
    assertEquals(
        List.of("The kettle is red.", "The red kettle.", "kettle", "reds"),
        hits.stream().map(SearchHit::text).toList());
  }

  @Test
  void searchKeepsWhatLooksLikeAMarkInABlockOfCode() throws IOException {
    write(
        "vault/one.md",
        """
        # One

        ~~~java
        if (kettle == 1 && a == 2) {}
        ~~~

        A ==kettle== stands.
        """);
    List<SearchHit> hits = library.withVault(folder.resolve("vault")).search("kettle", Language.EN);
    assertEquals(
        List.of("if (kettle == 1 && a == 2) {}", "A kettle stands."),
        hits.stream().map(SearchHit::text).toList());
    assertEquals(List.of(true, false), hits.stream().map(SearchHit::code).toList());
  }

  @Test
  void searchCountsAllNotes() throws IOException {
    for (int i = 0; i < 60; i++) {
      write("vault/n" + i + ".md", "# N\nkettle\n\nkettle\n\nkettle\n\nkettle\n");
    }
    assertEquals(
        180, library.withVault(folder.resolve("vault")).search("kettle", Language.EN).size());
  }

  @Test
  void tagsAreCollected() {
    assertEquals(List.of("messaging"), List.copyOf(library.tags(Language.EN).keySet()));
    assertFalse(library.tags(Language.RU).containsKey("messaging"));
  }

  private String found(String name) {
    return target(library.find(name, Language.EN));
  }

  private static String target(Lookup lookup) {
    Lookup.Found found = assertInstanceOf(Lookup.Found.class, lookup);
    return found.note().id() + found.section().map(s -> "#" + s.slug()).orElse("");
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** Whoever reads them in one sitting would be refused where a name stands for two things. */
  @Test
  void whatTheBundledNotesCreateUnderOneNameIsTheSame() {
    Map<String, String> settings = new HashMap<>();
    for (Note note : Library.bundled().bundledNotes()) {
      for (Cell cell : note.cells()) {
        for (String line : cell.source().lines().toList()) {
          if (line.startsWith("create ")) {
            String[] words = line.split(" ", 3);
            String wanted = words.length > 2 ? words[2] : "";
            String before = settings.putIfAbsent(words[1], wanted);
            assertEquals(before == null ? wanted : before, wanted, note.id() + ": " + line);
          }
        }
      }
    }
    assertTrue(settings.size() > 20, settings.toString());
  }
}
