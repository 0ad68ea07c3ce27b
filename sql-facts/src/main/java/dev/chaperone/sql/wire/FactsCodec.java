package dev.chaperone.sql.wire;

import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.ColumnUse;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.Parameters;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementFactsBuilder;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.OptionalLong;
import java.util.Set;

/** Writes and reads {@link ScriptFacts}. */
public final class FactsCodec {
  /** Raised with every change of what is written, enum constants included. */
  static final int VERSION = 1;

  /** The longest form a text's facts may have. */
  public static final int MAX_BYTES = 8 << 20;

  private static final StatementKind[] KINDS = StatementKind.values();
  private static final Effect[] EFFECTS = Effect.values();
  private static final Risk[] RISKS = Risk.values();
  private static final Doubt.Reason[] REASONS = Doubt.Reason.values();
  private static final ScriptFacts.Analyser[] ANALYSERS = ScriptFacts.Analyser.values();
  private static final RoutineName.Kind[] ROUTINES = RoutineName.Kind.values();
  private static final ColumnUse.Place[] PLACES = ColumnUse.Place.values();

  private FactsCodec() {}

  public static byte[] encode(ScriptFacts facts) throws WireException {
    WireWriter out = new WireWriter(MAX_BYTES);
    out.octet(VERSION);
    write(out, facts);
    return out.toBytes();
  }

  public static ScriptFacts decode(byte[] bytes) throws WireException {
    if (bytes.length > MAX_BYTES) {
      throw new WireException("longer than %,d bytes".formatted(MAX_BYTES));
    }
    try {
      WireReader in = new WireReader(bytes);
      if (in.octet() != VERSION) {
        throw new WireException("another version of the facts");
      }
      ScriptFacts facts = read(in);
      in.end();
      return facts;
    } catch (IllegalArgumentException e) {
      throw new WireException("facts that cannot be", e);
    }
  }

  static void write(WireWriter out, ScriptFacts facts) throws WireException {
    out.constant(facts.analyser());
    out.list(facts.statements(), FactsCodec::statement);
    out.list(
        facts.doubts(),
        (o, doubt) -> {
          o.constant(doubt.reason());
          o.text(doubt.detail());
        });
  }

  static ScriptFacts read(WireReader in) throws WireException {
    return new ScriptFacts(
        in.constant(ANALYSERS),
        in.list(FactsCodec::statement),
        in.list(i -> new Doubt(i.constant(REASONS), i.text())));
  }

  private static void statement(WireWriter out, StatementFacts facts) throws WireException {
    out.constant(facts.kind());
    out.number(facts.start());
    out.number(facts.end());
    out.number(facts.depth());
    out.constant(facts.effect());
    out.list(facts.risks(), WireWriter::constant);
    fact(out, facts.reads(), (o, tables) -> o.list(tables, FactsCodec::table));
    fact(out, facts.readsThroughViews(), (o, tables) -> o.list(tables, FactsCodec::table));
    fact(out, facts.writes(), (o, tables) -> o.list(tables, FactsCodec::table));
    fact(out, facts.routines(), (o, routines) -> o.list(routines, FactsCodec::routine));
    fact(out, facts.output(), (o, columns) -> o.list(columns, FactsCodec::output));
    fact(out, facts.uses(), (o, uses) -> o.list(uses, FactsCodec::use));
    fact(out, facts.columns(), (o, columns) -> o.list(columns, FactsCodec::column));
    out.list(facts.parameters().named(), WireWriter::text);
    out.number(facts.parameters().positional());
    fact(out, facts.limit(), FactsCodec::limit);
    fact(out, facts.unfilteredPartitions(), (o, tables) -> o.list(tables, FactsCodec::table));
  }

  private static StatementFacts statement(WireReader in) throws WireException {
    return new StatementFactsBuilder(in.constant(KINDS), "not sent")
        .span(in.count(), in.count(), in.count())
        .effect(in.constant(EFFECTS))
        .risks(in.set(i -> i.constant(RISKS)))
        .reads(fact(in, FactsCodec::tables))
        .readsThroughViews(fact(in, FactsCodec::tables))
        .writes(fact(in, FactsCodec::tables))
        .routines(fact(in, i -> i.set(FactsCodec::routine)))
        .output(fact(in, i -> i.list(FactsCodec::output)))
        .uses(fact(in, i -> i.set(j -> new ColumnUse(column(j), j.constant(PLACES)))))
        .columns(fact(in, i -> i.set(FactsCodec::column)))
        .parameters(new Parameters(in.set(WireReader::text), in.count()))
        .limit(fact(in, FactsCodec::limit))
        .unfilteredPartitions(fact(in, FactsCodec::tables))
        .build();
  }

  private static <T> void fact(WireWriter out, Fact<T> fact, WireWriter.Element<T> element)
      throws WireException {
    switch (fact) {
      case Fact.Known<T>(T value) -> {
        out.flag(true);
        element.write(out, value);
      }
      case Fact.Unknown<T>(String reason) -> {
        out.flag(false);
        out.text(reason);
      }
    }
  }

  private static <T> Fact<T> fact(WireReader in, WireReader.Element<T> element)
      throws WireException {
    return in.flag() ? Fact.known(element.read(in)) : Fact.unknown(in.text());
  }

  static void table(WireWriter out, TableName table) throws WireException {
    out.optional(table.project(), WireWriter::text);
    out.optional(table.dataset(), WireWriter::text);
    out.text(table.table());
    out.optional(table.decorator(), WireWriter::text);
  }

  static TableName table(WireReader in) throws WireException {
    return new TableName(
        in.optional(WireReader::text),
        in.optional(WireReader::text),
        in.text(),
        in.optional(WireReader::text));
  }

  private static Set<TableName> tables(WireReader in) throws WireException {
    return in.set(FactsCodec::table);
  }

  static void routine(WireWriter out, RoutineName routine) throws WireException {
    out.constant(routine.kind());
    out.text(routine.path());
  }

  static RoutineName routine(WireReader in) throws WireException {
    return new RoutineName(in.constant(ROUTINES), in.text());
  }

  private static void column(WireWriter out, ColumnRef column) throws WireException {
    table(out, column.table());
    out.list(column.path(), WireWriter::text);
  }

  private static ColumnRef column(WireReader in) throws WireException {
    return new ColumnRef(table(in), in.list(WireReader::text));
  }

  private static void use(WireWriter out, ColumnUse use) throws WireException {
    column(out, use.column());
    out.constant(use.place());
  }

  private static void output(WireWriter out, OutputColumn column) throws WireException {
    out.number(column.position());
    out.list(column.path(), WireWriter::text);
    fact(
        out,
        column.sources(),
        (o, sources) ->
            o.list(
                sources,
                (p, source) -> {
                  column(p, source.column());
                  p.flag(source.verbatim());
                }));
    fact(out, column.indirect(), (o, columns) -> o.list(columns, FactsCodec::column));
  }

  private static OutputColumn output(WireReader in) throws WireException {
    return new OutputColumn(
        in.count(),
        in.list(WireReader::text),
        fact(in, i -> i.set(j -> new OutputColumn.Source(column(j), j.flag()))),
        fact(in, i -> i.set(FactsCodec::column)));
  }

  private static void limit(WireWriter out, OptionalLong limit) throws WireException {
    out.flag(limit.isPresent());
    if (limit.isPresent()) {
      out.number(limit.getAsLong());
    }
  }

  private static OptionalLong limit(WireReader in) throws WireException {
    return in.flag() ? OptionalLong.of(in.number()) : OptionalLong.empty();
  }
}
