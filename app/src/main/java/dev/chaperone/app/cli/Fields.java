package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Units;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints names with their values below each other; what is not known is left out. */
final class Fields {
  private static final String LINE = "  %-13s %s";
  private static final String INDENT = "    ";

  private final PrintStream out;

  Fields(PrintStream out) {
    this.out = out;
  }

  void heading(String text) {
    out.println(Lines.oneLine(text));
  }

  void field(String name, String value) {
    if (!value.isEmpty()) {
      out.println(String.format(Locale.ROOT, LINE, name, Lines.oneLine(value)));
    }
  }

  void bytes(String name, long bytes) {
    if (bytes >= 0) {
      field(name, Units.bytes(bytes) + " (" + Units.count(bytes) + ")");
    }
  }

  /** One below the other, the name beside the first. */
  void list(String name, List<String> values) {
    String shown = name;
    for (String value : values) {
      out.println(String.format(Locale.ROOT, LINE, shown, Lines.oneLine(value)));
      shown = "";
    }
  }

  /** A text of several lines, such as SQL. */
  void text(String name, String text) {
    if (!text.isBlank()) {
      out.println("  " + name);
      text.lines().map(line -> INDENT + Lines.visible(line)).forEach(out::println);
    }
  }
}
