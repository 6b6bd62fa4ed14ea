package dev.parley.notes.render;

import java.util.Set;

/** Gives code its colours. Knows the words of a language, not its grammar. */
interface Painter {
  void paint(StyledText text, int from, int to);

  /** The painter of a language as named after the backticks; of an unknown one, it does nothing. */
  static Painter of(String language) {
    return switch (language) {
      case "java" -> new CurlyPainter(Words.JAVA, false, true);
      case "proto", "protobuf" -> new CurlyPainter(Words.PROTO, false, true);
      case "thrift" -> new CurlyPainter(Words.THRIFT, true, true);
      case "json", "jsonl", "jsonc", "avsc" -> new CurlyPainter(Words.JSON, false, false);
      case "yaml", "yml", "properties" -> new YamlPainter();
      case "xml", "html" -> new XmlPainter();
      case "sh", "bash", "shell", "zsh" -> new CommandPainter(false);
      case "parley" -> new CommandPainter(true);
      default -> (text, from, to) -> {};
    };
  }

  /** The keywords of languages. */
  final class Words {
    static final Set<String> JAVA =
        Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do"
                    + " double else enum extends false final finally float for goto if implements"
                    + " import instanceof int interface long native new null package permits private"
                    + " protected public record return sealed short static strictfp super switch"
                    + " synchronized this throw throws transient true try var void volatile while"
                    + " yield")
                .split(" "));
    static final Set<String> PROTO =
        Set.of(
            ("bool bytes double enum extend fixed32 fixed64 float import int32 int64 map message"
                    + " oneof option optional package public repeated required reserved returns rpc"
                    + " service sfixed32 sfixed64 sint32 sint64 stream string syntax to true false"
                    + " uint32 uint64")
                .split(" "));
    static final Set<String> THRIFT =
        Set.of(
            ("binary bool byte const double enum exception extends false i16 i32 i64 i8 include list"
                    + " map namespace oneway optional required service set string struct throws true"
                    + " typedef union void")
                .split(" "));
    static final Set<String> JSON = Set.of("true", "false", "null");

    private Words() {}
  }
}
