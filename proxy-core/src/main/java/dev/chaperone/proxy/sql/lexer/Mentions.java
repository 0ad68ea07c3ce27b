package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.Parameters;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What names and hazards a statement was seen to mention. */
final class Mentions {
  final Set<TableName> tables = new LinkedHashSet<>();
  final Set<RoutineName> routines = new LinkedHashSet<>();
  final EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);

  /** Names in a table's place that are none. */
  final Set<String> notNames = new LinkedHashSet<>();

  private final Set<String> parameters = new HashSet<>();
  private int positional;

  void table(Paths.Path path) {
    Optional<TableName> name = TableName.parse(path.parts());
    name.ifPresentOrElse(
        table -> {
          tables.add(table);
          if (table.isWildcard()) {
            risks.add(Risk.WILDCARD_TABLE);
          }
        },
        () -> notNames.add(path.dotted()));
  }

  void routine(RoutineName.Kind kind, String dotted) {
    if (Functions.isModelCall(dotted)) {
      risks.add(Risk.MODEL_CALL);
    } else if (dotted.equalsIgnoreCase("EXTERNAL_QUERY")) {
      risks.add(Risk.EXTERNAL_QUERY);
    } else if (!Functions.isBuiltIn(dotted)) {
      routines.add(new RoutineName(kind, dotted));
    }
  }

  void model(String dotted) {
    risks.add(Risk.MODEL_CALL);
    routines.add(new RoutineName(RoutineName.Kind.MODEL, dotted));
  }

  void parameter(String text) {
    if (text.equals("?")) {
      positional++;
    } else {
      parameters.add(text.substring(1).replace("`", "").toLowerCase(Locale.ROOT));
    }
  }

  Parameters parameters() {
    return new Parameters(parameters, positional);
  }
}
