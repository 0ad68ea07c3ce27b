package dev.chaperone.sql.wire;

import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads {@link CatalogueSnapshot}. */
final class CatalogueCodec {
  private static final RoutineEntry.Language[] LANGUAGES = RoutineEntry.Language.values();

  private CatalogueCodec() {}

  static void write(WireWriter out, CatalogueSnapshot catalogue) throws WireException {
    out.list(catalogue.tables(), CatalogueCodec::table);
    out.list(catalogue.routines(), CatalogueCodec::routine);
  }

  static CatalogueSnapshot read(WireReader in) throws WireException {
    return new CatalogueSnapshot(in.list(CatalogueCodec::table), in.list(CatalogueCodec::routine));
  }

  private static void table(WireWriter out, TableEntry table) throws WireException {
    FactsCodec.table(out, table.name());
    fields(out, table.fields(), 0);
    out.optional(table.viewSql(), WireWriter::text);
    out.list(table.partitionColumns(), WireWriter::text);
  }

  private static TableEntry table(WireReader in) throws WireException {
    return new TableEntry(
        FactsCodec.table(in),
        fields(in, 0),
        in.optional(WireReader::text),
        in.list(WireReader::text));
  }

  private static void routine(WireWriter out, RoutineEntry routine) throws WireException {
    FactsCodec.routine(out, routine.name());
    out.constant(routine.language());
    out.list(
        routine.arguments(),
        (o, argument) -> {
          o.text(argument.name());
          o.text(argument.type());
        });
    out.optional(routine.returns(), WireWriter::text);
    fields(out, routine.columns(), 0);
    out.optional(routine.body(), WireWriter::text);
  }

  private static RoutineEntry routine(WireReader in) throws WireException {
    return new RoutineEntry(
        FactsCodec.routine(in),
        in.constant(LANGUAGES),
        in.list(i -> new RoutineEntry.Argument(i.text(), i.text())),
        in.optional(WireReader::text),
        fields(in, 0),
        in.optional(WireReader::text));
  }

  private static void fields(WireWriter out, List<Field> fields, int depth) throws WireException {
    limit(depth);
    out.number(fields.size());
    for (Field field : fields) {
      out.text(field.name());
      out.text(field.type());
      out.flag(field.repeated());
      fields(out, field.fields(), depth + 1);
    }
  }

  private static List<Field> fields(WireReader in, int depth) throws WireException {
    limit(depth);
    int count = in.count();
    List<Field> fields = new ArrayList<>();
    // No room is made beforehand: what is not there ends the loop.
    for (int i = 0; i < count; i++) {
      fields.add(new Field(in.text(), in.text(), in.flag(), fields(in, depth + 1)));
    }
    return fields;
  }

  private static void limit(int depth) throws WireException {
    if (depth > Field.MAX_DEPTH) {
      throw new WireException("fields deeper than " + Field.MAX_DEPTH);
    }
  }
}
