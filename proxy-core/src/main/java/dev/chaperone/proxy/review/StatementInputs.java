package dev.chaperone.proxy.review;

import static dev.chaperone.proxy.policy.input.InputFields.*;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.TableInfo;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.ColumnUse;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns what is known of SQL into what policies see; what is unknown there stays unknown here. */
final class StatementInputs {
  private final ScriptFacts facts;
  private final Optional<CatalogueView> catalogue;
  private final dev.chaperone.sql.Fact<Set<ColumnRef>> touched;
  private final Inheritances inheritances;

  /**
   * @param touched the columns it touches at most
   */
  StatementInputs(
      ScriptFacts facts,
      Optional<CatalogueView> catalogue,
      dev.chaperone.sql.Fact<Set<ColumnRef>> touched,
      Inheritances inheritances) {
    this.facts = facts;
    this.catalogue = catalogue;
    this.touched = touched;
    this.inheritances = inheritances;
  }

  void scalars(InputRow.Builder row, String sql) {
    row.setFact(STATEMENT_KINDS, fact(facts.kinds()).map(k -> k.stream().map(Enum::name).toList()))
        .set(STATEMENT_EFFECTS, effects())
        .set(STATEMENT_TEXT, sql)
        .setFact(
            STATEMENT_ROUTINES,
            fact(facts.routines()).map(r -> r.stream().map(Object::toString).sorted().toList()))
        .setFact(STATEMENT_LIMIT, limit());
    if (facts.isUnderstood()) {
      row.set(STATEMENT_RISKS, facts.risks().stream().map(Enum::name).sorted().toList())
          .set(STATEMENT_COUNT, (long) facts.statements().size());
    } else {
      String why = facts.doubt().orElse("not understood");
      row.setFact(STATEMENT_RISKS, Fact.unknown(why)).setFact(STATEMENT_COUNT, Fact.unknown(why));
    }
  }

  /** Codes of policies' effects; what changes nothing but a script's own flow reads. */
  List<String> effects() {
    Set<String> codes = new TreeSet<>();
    for (Effect effect : facts.effects()) {
      codes.add(
          switch (effect) {
            case CONTROL, READ -> "read";
            case WRITE -> "write";
            case SCHEMA -> "schema";
            case ACCESS, ADMIN -> "access";
            case UNKNOWN -> "unknown";
          });
    }
    return List.copyOf(codes);
  }

  private Fact<Long> limit() {
    if (facts.statements().size() != 1) {
      return Fact.unknown("a script has no one limit");
    }
    return fact(facts.statements().getFirst().limit())
        .flatMap(
            limit ->
                limit.isPresent()
                    ? Fact.known(limit.getAsLong())
                    : Fact.unknown("there is no LIMIT"));
  }

  Fact<List<InputRow>> tables() {
    Fact<Set<TableName>> reads = fact(facts.reads());
    Fact<Set<TableName>> writes = fact(facts.writes());
    return reads.flatMap(
        read ->
            writes.map(
                written -> {
                  Map<String, InputRow> rows = new LinkedHashMap<>();
                  read.forEach(t -> rows.put("r" + t, row(t, "read", false)));
                  // Views that could not be expanded are what they are: named, and of their type.
                  facts
                      .readsThroughViews()
                      .toOptional()
                      .ifPresent(
                          through ->
                              through.forEach(
                                  t -> rows.putIfAbsent("r" + t, row(t, "read", true))));
                  written.forEach(t -> rows.put("w" + t, row(t, "write", false)));
                  return List.copyOf(rows.values());
                }));
  }

  private InputRow row(TableName table, String access, boolean viaView) {
    InputRow.Builder row =
        names(table).toBuilder().set(TABLE_ACCESS, access).set(TABLE_VIA_VIEW, viaView);
    catalogue
        .flatMap(c -> c.table(table))
        .ifPresent(
            info -> {
              row.set(TABLE_TYPE, info.type())
                  .setFact(TABLE_ROWS, fact(info.rows()))
                  .setFact(TABLE_BYTES, fact(info.bytes()))
                  .set(TABLE_PARTITIONED, info.partitioned());
              row.setFact(TABLE_PARTITION_FILTER, filtered(table, info));
            });
    return row.build();
  }

  private Fact<Boolean> filtered(TableName table, TableInfo info) {
    if (!info.partitioned()) {
      return Fact.known(false);
    }
    Set<TableName> without = new LinkedHashSet<>();
    for (StatementFacts statement : facts.statements()) {
      switch (statement.unfilteredPartitions()) {
        case dev.chaperone.sql.Fact.Known<Set<TableName>>(Set<TableName> some) ->
            without.addAll(some);
        case dev.chaperone.sql.Fact.Unknown<Set<TableName>>(String why) -> {
          return Fact.unknown(why);
        }
      }
    }
    return Fact.known(!without.contains(table));
  }

  static InputRow names(TableName table) {
    InputRow.Builder row = InputRow.builder().set(TABLE_NAME, table.table());
    table.project().ifPresent(p -> row.set(TABLE_PROJECT, p));
    table.dataset().ifPresent(d -> row.set(TABLE_DATASET, d));
    return row.build();
  }

  Fact<List<InputRow>> columns() {
    boolean followed = facts.columns().isKnown() && facts.uses().isKnown();
    return fact(touched)
        .flatMap(
            all -> {
              Map<ColumnRef, Set<String>> uses = new LinkedHashMap<>();
              all.forEach(c -> uses.put(c, new TreeSet<>()));
              facts
                  .uses()
                  .toOptional()
                  .filter(u -> followed)
                  .ifPresent(
                      used ->
                          used.forEach(
                              u ->
                                  uses.computeIfAbsent(u.column(), c -> new TreeSet<>())
                                      .add(place(u.place()))));
              return new ColumnRows(catalogue, inheritances).of(uses, followed && outputs(uses));
            });
  }

  /** False if what the result shows is not followed: then any column may be in it. */
  private boolean outputs(Map<ColumnRef, Set<String>> uses) {
    boolean known = true;
    for (StatementFacts statement : facts.statements()) {
      switch (statement.output()) {
        case dev.chaperone.sql.Fact.Unknown<List<OutputColumn>> unknown ->
            known &= statement.effect() == Effect.CONTROL;
        case dev.chaperone.sql.Fact.Known<List<OutputColumn>>(List<OutputColumn> columns) -> {
          for (OutputColumn column : columns) {
            if (!column.sources().isKnown()) {
              known = false;
            }
            column
                .sources()
                .toOptional()
                .ifPresent(
                    sources ->
                        sources.forEach(
                            s ->
                                uses.computeIfAbsent(s.column(), c -> new TreeSet<>())
                                    .add("output")));
          }
        }
      }
    }
    return known;
  }

  private static String place(ColumnUse.Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }

  static <T> Fact<T> fact(dev.chaperone.sql.Fact<T> fact) {
    return switch (fact) {
      case dev.chaperone.sql.Fact.Known<T>(T value) -> Fact.known(value);
      case dev.chaperone.sql.Fact.Unknown<T>(String why) -> Fact.unknown(why);
    };
  }
}
