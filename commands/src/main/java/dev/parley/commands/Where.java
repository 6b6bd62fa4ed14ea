package dev.parley.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * The value of {@code --where}: an expression of jq about a message as {@code -o json --parsed}
 * prints it. A message matches if the expression gives anything but false, null or nothing.
 */
public final class Where implements Predicate<Message> {
  private static final Version VERSION = Versions.JQ_1_7;

  /** What the expression can use besides what jq has. */
  private static final String BEFORE =
      ". as $message"
          + " | def header($name): [$message.headers[] | select(.name == $name) | .value] | last;"
          + " (";

  private static final Pattern PLACE = Pattern.compile("at line (\\d+), column (\\d+)");

  /** What no message can make right. */
  private static final Pattern UNKNOWN =
      Pattern.compile("(Function|Formatting operator) \\S+ does not exist|\\$\\S+ is not defined");

  private final String expression;
  private final JsonQuery query;
  private final Scope scope = Scope.newEmptyScope();
  private final ObjectMapper mapper = new ObjectMapper();
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final MessageJsonWriter writer = new MessageJsonWriter(octets, true);
  private long passedOver;
  private long failed;
  private Optional<String> failure = Optional.empty();

  private Where(String expression) {
    this.expression = expression;
    compiled(expression, expression);
    query = compiled(expression, BEFORE + expression + "\n)");
    BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, scope);
  }

  /**
   * @throws BrokerException that says where it is wrong, if it is not understood
   */
  public static Where parse(String expression) {
    Where where = new Where(expression);
    where.tryOut();
    return where;
  }

  private static JsonQuery compiled(String expression, String text) {
    try {
      return JsonQuery.compile(text, VERSION);
    } catch (JsonQueryException e) {
      throw BrokerException.notUnderstood(
          "--where is not understood" + place(expression, String.valueOf(e.getCause())),
          "an expression of jq: --where '.payload.id > 3'");
    }
  }

  /** Columns count from 1. */
  private static String place(String expression, String said) {
    Matcher place = PLACE.matcher(said);
    if (!place.find()) {
      return ": " + expression;
    }
    String[] lines = expression.split("\n", -1);
    int row = Math.max(1, Math.min(Integer.parseInt(place.group(1)), lines.length));
    String line = lines[row - 1];
    int column = Math.max(1, Integer.parseInt(place.group(2)));
    String rest = line.substring(Math.min(column - 1, line.length()));
    String in = lines.length == 1 ? "" : "in line " + row + " ";
    return said.contains("<EOF>") || rest.isBlank()
        ? ": it ends too soon, behind " + Settings.shown(line.strip())
        : " " + in + "at column " + column + ": " + rest.strip();
  }

  /** A name that is not known is found before anything is read, if nothing stands in its way. */
  private void tryOut() {
    try {
      query.apply(
          Scope.newChildScope(scope),
          mapper.readTree("{\"headers\":[]}"),
          output -> {
            throw new Enough();
          });
    } catch (JsonQueryException e) {
      requireKnown(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | StackOverflowError ofAnEmptyMessage) {
      // Says nothing about those that come.
    }
  }

  private void requireKnown(JsonQueryException e) {
    String said = String.valueOf(e.getMessage());
    if (UNKNOWN.matcher(said).matches()) {
      throw BrokerException.notUnderstood(
          "--where is not understood: "
              + said.substring(0, 1).toLowerCase(Locale.ROOT)
              + said.substring(1),
          "its words are those of jq, and header(\"NAME\")");
    }
  }

  /**
   * Whether it matches. One that the expression fails for does not, and is counted.
   *
   * @throws BrokerException if the expression has a name that is not known, or calls itself for
   *     ever
   */
  @Override
  public synchronized boolean test(Message message) {
    boolean matches = matches(message);
    passedOver += matches ? 0 : 1;
    return matches;
  }

  private boolean matches(Message message) {
    boolean[] matches = {false};
    try {
      query.apply(
          Scope.newChildScope(scope),
          json(message),
          output -> {
            matches[0] |= !output.isNull() && !isFalse(output);
            if (matches[0] || Thread.currentThread().isInterrupted()) {
              throw new Enough();
            }
          });
    } catch (Enough known) {
      return matches[0];
    } catch (JsonQueryException e) {
      requireKnown(e);
      fail(e);
    } catch (StackOverflowError e) {
      throw new BrokerException(
          "--where does not come to an end: " + expression,
          "a function in it calls itself for ever");
    } catch (RuntimeException e) {
      fail(e);
    }
    return false;
  }

  private static boolean isFalse(JsonNode output) {
    return output.isBoolean() && !output.booleanValue();
  }

  private JsonNode json(Message message) {
    try {
      octets.reset();
      writer.write(message);
      writer.flush();
      return mapper.readTree(octets.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fail(Exception cause) {
    failed++;
    if (failure.isEmpty()) {
      failure = Optional.of(String.valueOf(cause.getMessage()));
    }
  }

  /** The expression could go on for ever, and what it gives is known. */
  private static final class Enough extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }

  /** How many did not match so far. */
  public synchronized long passedOver() {
    return passedOver;
  }

  /** For how many it failed so far, and how for the first; empty if for none. */
  public synchronized Optional<String> failures() {
    return failure.map(
        first ->
            "--where failed for "
                + Counts.messages(failed)
                + ", which counts as no match: "
                + first);
  }

  /** As typed. */
  @Override
  public String toString() {
    return expression;
  }
}
