package dev.chaperone.proxy.policy.condition;

import dev.chaperone.proxy.policy.Suggestions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what the CEL compiler means, and what to write instead. */
final class CompileErrors {
  private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'");
  private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)'.*");

  private static final List<String> FUNCTIONS =
      List.of(
          "exists",
          "exists_one",
          "all",
          "filter",
          "map",
          "size",
          "startsWith",
          "endsWith",
          "contains",
          "matches",
          "duration",
          "timestamp",
          "int",
          "double",
          "string");

  private CompileErrors() {}

  static ConditionException explain(int line, int column, String message) {
    Matcher field = FIELD.matcher(message);
    if (field.matches()) {
      return new ConditionException(
          line,
          column,
          "There is no input '" + field.group(1) + "' here.",
          Suggestions.didYouMean(field.group(1), InputTypes.INSTANCE.names()));
    }
    Matcher name = NAME.matcher(message);
    if (name.matches()) {
      return unknownName(line, column, name.group(1));
    }
    if (message.startsWith("expected type 'bool'")) {
      return new ConditionException(
          line,
          column,
          "A condition says yes or no; this is " + message.replaceFirst(".*found ", "") + ".",
          "Compare it, for example estimate.bytes > 1 * GiB.");
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return new ConditionException(
          line,
          column,
          "'"
              + overload.group(1).replace("_", "")
              + "' cannot be applied to "
              + overload.group(2).replace("chaperone.", "")
              + ".",
          "Both sides need the same type; text stands in quotes, sizes are like 50 * GiB.");
    }
    return new ConditionException(
        line,
        column,
        "The condition cannot be read: " + firstSentence(message) + ".",
        "Conditions are CEL: names, &&, ||, !, ==, <, in, text in quotes.");
  }

  private static ConditionException unknownName(int line, int column, String name) {
    if (name.equals("has")) {
      return new ConditionException(
          line,
          column,
          "has() cannot be used: whether something is known is no condition.",
          "Leave it out; hold and deny rules match by themselves where an input is unknown.");
    }
    List<String> names =
        Stream.concat(InputTypes.INSTANCE.variables().keySet().stream(), FUNCTIONS.stream())
            .toList();
    return new ConditionException(
        line,
        column,
        "Nothing is called '" + name + "' here.",
        Suggestions.didYouMean(name, names));
  }

  private static String firstSentence(String message) {
    String line = message.lines().findFirst().orElse(message);
    int expecting = line.indexOf(" expecting {");
    return expecting < 0 ? line : line.substring(0, expecting);
  }
}
