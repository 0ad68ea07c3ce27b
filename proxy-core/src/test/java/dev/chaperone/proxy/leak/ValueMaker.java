package dev.chaperone.proxy.leak;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes rows: a fresh canary wherever a column is marked, harmless values elsewhere. */
final class ValueMaker {
  private static final int ITEMS = 2;

  private final CanaryMaker canaries;
  private final boolean secret;
  private final AtomicInteger harmless = new AtomicInteger();

  /**
   * @param secret false if marked columns have harmless values too
   */
  ValueMaker(CanaryMaker canaries, boolean secret) {
    this.canaries = canaries;
    this.secret = secret;
  }

  List<List<Value>> rows(List<Column> columns, int count) {
    List<List<Value>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(columns.stream().map(c -> value(c, Optional.empty())).toList());
    }
    return rows;
  }

  private Value value(Column column, Optional<String> inherited) {
    Optional<String> mark = column.mark().or(() -> inherited);
    if (!column.repeated()) {
      return single(column, mark);
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(single(column, mark));
    }
    return new Value.Items(items);
  }

  private Value single(Column column, Optional<String> mark) {
    if (!column.fields().isEmpty()) {
      return new Value.Fields(column.fields().stream().map(f -> value(f, mark)).toList());
    }
    return secret && mark.isPresent() ? canaries.value(column, mark.get()) : plain(column);
  }

  /** Nothing of it looks like a canary. */
  private Value plain(Column column) {
    int n = 1 + harmless.incrementAndGet() % 900;
    LocalDate day = LocalDate.of(2021, 1 + n % 12, 1 + n % 28);
    return switch (column.type()) {
      case "INT64" -> new Value.Plain("" + n);
      case "FLOAT64", "NUMERIC", "BIGNUMERIC" -> new Value.Plain(n + ".5");
      case "BOOL" -> new Value.Plain("false");
      case "DATE" -> new Value.Plain(day.toString());
      case "DATETIME" -> new Value.Plain(day + "T08:00:00");
      case "TIME" -> new Value.Plain("08:%02d:00".formatted(n % 60));
      case "TIMESTAMP" -> new Value.Moment(day.toEpochDay() * 86_400_000_000L);
      case "BYTES" ->
          new Value.Plain(
              Base64.getEncoder()
                  .encodeToString(("open " + n).getBytes(StandardCharsets.US_ASCII)));
      case "JSON" -> new Value.Plain("{\"open\":" + n + "}");
      case "GEOGRAPHY" -> new Value.Plain("POINT(1 " + n + ")");
      case "INTERVAL" -> new Value.Plain("0-0 " + n + " 0:0:0");
      case "RANGE" -> new Value.Plain("[" + day + ", UNBOUNDED)");
      default -> new Value.Plain("open " + n);
    };
  }
}
