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
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Makes any facts and catalogues, the same for the same seed. */
final class RandomFacts {
  private final Random random;

  RandomFacts(long seed) {
    this.random = new Random(seed);
  }

  ScriptFacts script() {
    return new ScriptFacts(
        any(ScriptFacts.Analyser.values()),
        list(this::statement),
        list(() -> new Doubt(any(Doubt.Reason.values()), text())));
  }

  Message.Request request() {
    return new Message.Request(
        random.nextLong(),
        text(),
        optional(this::text),
        optional(this::text),
        new CatalogueSnapshot(list(this::tableEntry), list(this::routineEntry)));
  }

  private StatementFacts statement() {
    int start = random.nextInt(1_000_000);
    return new StatementFactsBuilder(any(StatementKind.values()), "nothing")
        .span(start, start + random.nextInt(1_000), random.nextInt(100))
        .effect(any(Effect.values()))
        .risks(set(() -> any(Risk.values())))
        .reads(fact(() -> set(this::table)))
        .readsThroughViews(fact(() -> set(this::table)))
        .writes(fact(() -> set(this::table)))
        .routines(fact(() -> set(this::routine)))
        .output(fact(() -> list(this::output)))
        .uses(fact(() -> set(() -> new ColumnUse(column(), any(ColumnUse.Place.values())))))
        .columns(fact(() -> set(this::column)))
        .parameters(new Parameters(set(this::text), random.nextInt(10)))
        .limit(
            fact(
                () ->
                    random.nextBoolean()
                        ? OptionalLong.empty()
                        : OptionalLong.of(random.nextLong())))
        .unfilteredPartitions(fact(() -> set(this::table)))
        .build();
  }

  private OutputColumn output() {
    return new OutputColumn(
        random.nextInt(1_000),
        path(),
        fact(() -> set(() -> new OutputColumn.Source(column(), random.nextBoolean()))),
        fact(() -> set(this::column)));
  }

  private TableEntry tableEntry() {
    return new TableEntry(table(), list(() -> field(0)), optional(this::text), list(this::text));
  }

  private Field field(int depth) {
    return new Field(
        text(),
        text(),
        random.nextBoolean(),
        depth > 3 ? List.of() : list(() -> field(depth + 1)).stream().limit(2).toList());
  }

  private RoutineEntry routineEntry() {
    return new RoutineEntry(
        routine(),
        any(RoutineEntry.Language.values()),
        list(() -> new RoutineEntry.Argument(text(), text())),
        optional(this::text),
        list(() -> field(3)),
        optional(this::text));
  }

  private TableName table() {
    Optional<String> dataset = optional(this::text);
    return new TableName(
        dataset.isPresent() ? optional(this::text) : Optional.empty(),
        dataset,
        text(),
        optional(this::text));
  }

  private RoutineName routine() {
    return new RoutineName(any(RoutineName.Kind.values()), text());
  }

  private ColumnRef column() {
    return new ColumnRef(table(), path());
  }

  private List<String> path() {
    List<String> path = new ArrayList<>(List.of(text()));
    path.addAll(list(this::text));
    return path;
  }

  private String text() {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : codePoint());
    }
    return text.toString();
  }

  private int codePoint() {
    int point = random.nextInt(0x10000);
    return Character.isSurrogate((char) point) ? 0x1f600 : point;
  }

  private <T> Fact<T> fact(Supplier<T> value) {
    return random.nextInt(4) == 0 ? Fact.unknown(text()) : Fact.known(value.get());
  }

  private <T> Optional<T> optional(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value.get());
    }
    return values;
  }

  private <T> Set<T> set(Supplier<T> value) {
    return new HashSet<>(list(value));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
