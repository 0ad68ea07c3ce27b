package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ResolvedOptionProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The few OPTIONS the sandbox knows. */
record Options(Optional<String> text) {

  static Options of(String what, List<ResolvedOptionProto> options) throws SqlFailure {
    Optional<String> description = Optional.empty();
    for (ResolvedOptionProto option : options) {
      String name = option.getName().toLowerCase(Locale.ROOT);
      ValueProto value = option.getValue().getResolvedLiteralNode().getValue().getValue();
      if (name.equals("description") && value.hasStringValue()) {
        description = Optional.of(value.getStringValue());
      } else if (!name.equals("location")
          || !value.getStringValue().equalsIgnoreCase(Warehouse.LOCATION)) {
        throw SqlFailure.unsupported(
            "%s with the option %s is not available.".formatted(what, option.getName()));
      }
    }
    return new Options(description);
  }
}
