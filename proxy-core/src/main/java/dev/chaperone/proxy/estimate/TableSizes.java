package dev.chaperone.proxy.estimate;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.TableInfo;
import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds up the sizes of all that a text reads. */
final class TableSizes {
  private static final int MAX_TABLES = 1_000;

  /** Where they are, tables are read that are not named, or more of them than is there now. */
  private static final Set<Risk> UNBOUND =
      Set.of(Risk.TIME_TRAVEL, Risk.WILDCARD_TABLE, Risk.NOT_FOLLOWED);

  /** Ends the search: the bound is not known. */
  private static final class UnboundException extends Exception {
    private static final long serialVersionUID = 1L;

    UnboundException(String why) {
      super(why);
    }
  }

  private final CatalogueView catalogue;
  private final Set<String> locations = new HashSet<>();

  TableSizes(CatalogueView catalogue) {
    this.catalogue = catalogue;
  }

  Estimate bound(ScriptFacts facts) {
    try {
      long sum = 0;
      // Each statement reads for itself.
      for (StatementFacts statement : statements(facts)) {
        sum = plus(sum, bytes(statement));
      }
      return new Estimate(
          Fact.known(sum),
          false,
          "UPPER_BOUND",
          "sizes",
          locations.size() == 1 ? locations.iterator().next() : "",
          facts.statements().size() == 1 ? StatementKind.SELECT.name() : "SCRIPT");
    } catch (UnboundException e) {
      return Estimate.unknown(String.valueOf(e.getMessage()));
    }
  }

  private long bytes(StatementFacts statement) throws UnboundException {
    Deque<TableName> open = new ArrayDeque<>(reads(statement));
    open.addAll(statement.readsThroughViews().toOptional().orElseGet(Set::of));
    Set<TableName> seen = new HashSet<>();
    long sum = 0;
    while (!open.isEmpty()) {
      // A level at a time, so that its look-ups run at once.
      open.removeIf(name -> !seen.add(name));
      if (seen.size() > MAX_TABLES) {
        throw new UnboundException("more than %,d tables are read".formatted(MAX_TABLES));
      }
      Set<TableName> level = Set.copyOf(open);
      open.clear();
      var unused = catalogue.tables(level);
      for (TableName name : level) {
        TableInfo table =
            catalogue.table(name).orElseThrow(() -> new UnboundException(name + " is not known"));
        Optional<String> view = table.entry().viewSql();
        if (view.isPresent()) {
          open.addAll(readsOf(view.get(), table));
        } else {
          sum = plus(sum, size(table));
        }
      }
    }
    return sum;
  }

  private long size(TableInfo table) throws UnboundException {
    if (!table.location().isEmpty()) {
      locations.add(table.location());
    }
    return switch (table.bytes()) {
      case Fact.Known<Long>(Long bytes) -> bytes;
      case Fact.Unknown<Long>(String reason) -> throw new UnboundException(reason);
    };
  }

  /** What a view reads; what its names leave out is its own project, not the request's. */
  private static Set<TableName> readsOf(String sql, TableInfo view) throws UnboundException {
    if (view.type().equals("MATERIALIZED_VIEW")) {
      throw new UnboundException(view.entry().name() + " has rows of its own, and its tables'");
    }
    ScriptFacts facts = LexerFacts.of(sql);
    List<StatementFacts> statements = statements(facts);
    if (statements.size() != 1) {
      throw new UnboundException(view.entry().name() + " is not one query");
    }
    Optional<String> project = Optional.of(view.state().table()).map(TableSizes::projectOf);
    Set<TableName> reads = new HashSet<>();
    for (TableName read : reads(statements.getFirst())) {
      TableName whole = read.within(project, Optional.empty());
      if (!whole.isQualified()) {
        throw new UnboundException(view.entry().name() + " reads what is not named in full");
      }
      reads.add(whole);
    }
    return reads;
  }

  private static String projectOf(String dotted) {
    return dotted.substring(0, dotted.lastIndexOf('.', dotted.lastIndexOf('.') - 1));
  }

  private static List<StatementFacts> statements(ScriptFacts facts) throws UnboundException {
    Optional<String> doubt = facts.doubt();
    if (doubt.isPresent()) {
      throw new UnboundException(doubt.get());
    }
    for (StatementFacts statement : facts.statements()) {
      boolean plain =
          statement.kind() == StatementKind.SELECT
              && statement.effect() == Effect.READ
              && statement.depth() == 0
              && Collections.disjoint(statement.risks(), UNBOUND);
      if (!plain) {
        throw new UnboundException("sizes bound plain queries only");
      }
      // A routine may read tables of its own.
      if (!statement.routines().map(Set::isEmpty).equals(Fact.known(true))) {
        throw new UnboundException("what its routines read is not followed");
      }
    }
    return facts.statements();
  }

  private static Set<TableName> reads(StatementFacts statement) throws UnboundException {
    return switch (statement.reads()) {
      case Fact.Known<Set<TableName>>(Set<TableName> names) -> names;
      case Fact.Unknown<Set<TableName>>(String reason) -> throw new UnboundException(reason);
    };
  }

  private static long plus(long one, long other) throws UnboundException {
    try {
      return Math.addExact(one, other);
    } catch (ArithmeticException e) {
      throw new UnboundException("more bytes than can be counted");
    }
  }
}
