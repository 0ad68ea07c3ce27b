package dev.chaperone.proxy.policy.decide;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.glob.ColumnRef;
import dev.chaperone.proxy.policy.glob.TableRef;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.Tag;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds what only a policy can say about inputs: tags of columns, exposure, money; and the parts of
 * the time. What the caller set itself, if only as unknown, is left as it is.
 */
final class Enrichment {
  private final Policy policy;

  Enrichment(Policy policy) {
    this.policy = policy;
  }

  PolicyInputs enrich(PolicyInputs inputs) {
    Fact<List<InputRow>> columns =
        inputs.columns().map(rows -> rows.stream().map(this::tagged).toList());
    // Without tags nothing is tagged, whatever the columns are.
    Fact<List<InputRow>> exposed = policy.tags().isEmpty() ? Fact.known(List.of()) : columns;
    PolicyInputs with = inputs.withColumns(columns);
    InputRow.Builder scalars = with.scalars().toBuilder();
    scalars
        .setIfAbsent(
            InputFields.ESTIMATE_USD, with.get(InputFields.ESTIMATE_BYTES).map(policy.price()::usd))
        .setIfAbsent(InputFields.EXPOSURE_COLUMNS, exposed.flatMap(Enrichment::count))
        .setIfAbsent(InputFields.EXPOSURE_TAGS, exposed.flatMap(Enrichment::tags))
        .setIfAbsent(InputFields.STATEMENT_MOVES_TAGGED, moves(with));
    time(scalars, with.get(InputFields.TIME_NOW));
    return new PolicyInputs(scalars.build(), with.tables(), with.columns());
  }

  private InputRow tagged(InputRow column) {
    ColumnRef ref =
        new ColumnRef(
            new TableRef(
                column.get(InputFields.COLUMN_PROJECT),
                column.get(InputFields.COLUMN_DATASET),
                column.get(InputFields.COLUMN_TABLE)),
            column.get(InputFields.COLUMN_PATH).map(path -> List.of(path.split("\\.", -1))));
    List<String> certain = new ArrayList<>();
    Optional<String> doubtful = Optional.empty();
    for (Tag tag : policy.tags()) {
      switch (tag.isOn(ref, column.get(InputFields.COLUMN_POLICY_TAGS))) {
        case TRUE -> certain.add(tag.name());
        case UNKNOWN -> doubtful = Optional.of(tag.name());
        case FALSE -> {
          // Not on it.
        }
      }
    }
    Fact<Boolean> any =
        certain.isEmpty() && doubtful.isPresent()
            ? Fact.unknown("it may have the tag " + doubtful.get())
            : Fact.known(!certain.isEmpty());
    Fact<List<String>> all =
        doubtful
            .<Fact<List<String>>>map(tag -> Fact.unknown("it may have the tag " + tag))
            .orElseGet(() -> Fact.known(List.copyOf(certain)));
    return column.toBuilder()
        .setIfAbsent(InputFields.COLUMN_TAGGED, any)
        .setIfAbsent(InputFields.COLUMN_TAGS, all)
        .build();
  }

  private static Fact<Long> count(List<InputRow> columns) {
    long count = 0;
    for (InputRow column : columns) {
      switch (column.get(InputFields.COLUMN_TAGGED)) {
        case Fact.Known<Boolean>(Boolean tagged) -> count += tagged ? 1 : 0;
        case Fact.Unknown<Boolean>(String why) -> {
          return Fact.unknown(why);
        }
      }
    }
    return Fact.known(count);
  }

  private static Fact<List<String>> tags(List<InputRow> columns) {
    List<String> all = new ArrayList<>();
    for (InputRow column : columns) {
      switch (column.get(InputFields.COLUMN_TAGS)) {
        case Fact.Known<List<String>>(List<String> tags) -> all.addAll(tags);
        case Fact.Unknown<List<String>>(String why) -> {
          return Fact.unknown(why);
        }
      }
    }
    return Fact.known(all.stream().distinct().sorted().toList());
  }

  /** Whether tagged values end up where they were not: something is written, and from them. */
  private Fact<Boolean> moves(PolicyInputs inputs) {
    if (policy.tags().isEmpty()) {
      return Fact.known(false);
    }
    Truth writes = writes(inputs);
    Truth tagged =
        switch (inputs.columns()) {
          case Fact.Known<List<InputRow>>(List<InputRow> columns) -> outgoing(columns);
          case Fact.Unknown<List<InputRow>> unknown -> Truth.UNKNOWN;
        };
    return switch (writes.and(tagged)) {
      case TRUE -> Fact.known(true);
      case FALSE -> Fact.known(false);
      case UNKNOWN -> Fact.unknown("what it writes, or from where, was not established");
    };
  }

  /** Whether it changes tables. */
  static Truth writes(PolicyInputs inputs) {
    return switch (inputs.get(InputFields.STATEMENT_EFFECTS)) {
      case Fact.Known<List<String>>(List<String> effects) ->
          effects.contains("unknown")
              ? Truth.UNKNOWN
              : Truth.of(effects.contains("write") || effects.contains("schema"));
      case Fact.Unknown<List<String>> unknown -> Truth.UNKNOWN;
    };
  }

  private static Truth outgoing(List<InputRow> columns) {
    Truth any = Truth.FALSE;
    for (InputRow column : columns) {
      any = any.or(truth(column.get(InputFields.COLUMN_TAGGED)).and(isOutput(column)));
    }
    return any;
  }

  static Truth isOutput(InputRow column) {
    return switch (column.get(InputFields.COLUMN_USES)) {
      case Fact.Known<List<String>>(List<String> uses) -> Truth.of(uses.contains("output"));
      case Fact.Unknown<List<String>> unknown -> Truth.UNKNOWN;
    };
  }

  static Truth truth(Fact<Boolean> fact) {
    return switch (fact) {
      case Fact.Known<Boolean>(Boolean value) -> Truth.of(value);
      case Fact.Unknown<Boolean> unknown -> Truth.UNKNOWN;
    };
  }

  private static void time(InputRow.Builder scalars, Fact<Instant> now) {
    Fact<ZonedDateTime> utc = now.map(instant -> instant.atZone(ZoneOffset.UTC));
    scalars
        .setIfAbsent(InputFields.TIME_HOUR, utc.map(time -> (long) time.getHour()))
        .setIfAbsent(InputFields.TIME_WEEKDAY, utc.map(time -> time.getDayOfWeek().name()));
  }
}
