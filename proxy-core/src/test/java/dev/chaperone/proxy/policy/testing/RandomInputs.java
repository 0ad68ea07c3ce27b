package dev.chaperone.proxy.policy.testing;

import dev.chaperone.proxy.policy.example.OrdinaryRequest;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Requests made up at random, from values that policies look for. */
public final class RandomInputs {
  private static final List<String> KINDS =
      List.of(
          "SELECT",
          "INSERT",
          "DELETE",
          "DROP_TABLE",
          "TRUNCATE_TABLE",
          "CREATE_TABLE",
          "GRANT",
          "EXPORT_DATA",
          "CALL",
          "DROP_SCHEMA",
          "EXECUTE_IMMEDIATE");
  private static final long GIB = 1L << 30;

  private RandomInputs() {}

  public static PolicyInputs next(Random random) {
    List<String> kinds = some(random, KINDS, 2);
    PolicyInputs inputs =
        OrdinaryRequest.inputs()
            .with(InputFields.AGENT_NAME, one(random, List.of("agent", "etl", "bot-7")))
            .with(InputFields.AGENT_GROUPS, some(random, List.of("analysts", "admins", "night"), 2))
            .with(InputFields.REQUEST_DRY_RUN, random.nextInt(6) == 0)
            .with(InputFields.REQUEST_FOREIGN, random.nextInt(20) == 0)
            .with(InputFields.REQUEST_LEGACY_SQL, random.nextInt(20) == 0)
            .with(
                InputFields.REQUEST_JOB_TYPE, one(random, List.of("query", "query", "extract", "")))
            .with(
                InputFields.REQUEST_METHOD,
                one(
                    random,
                    List.of(
                        "bigquery.jobs.query",
                        "bigquery.tables.delete",
                        "bigquery.tabledata.list")))
            .with(InputFields.STATEMENT_KINDS, kinds)
            .with(
                InputFields.STATEMENT_RISKS,
                some(random, List.of("DYNAMIC_SQL", "MODEL_CALL", "SELECT_STAR"), 1))
            .with(InputFields.ESTIMATE_BYTES, random.nextLong(3_000) * GIB)
            .with(InputFields.EXPOSURE_ROWS, random.nextLong(3_000_000))
            .with(InputFields.HISTORY_DENIED_1H, random.nextLong(30))
            .withTables(
                IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> table(random))
                    .toArray(InputRow[]::new))
            .withColumns(
                IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> column(random))
                    .toArray(InputRow[]::new));
    inputs =
        inputs.withFact(
            InputFields.STATEMENT_EFFECTS,
            OrdinaryRequest.effectsOf(inputs.get(InputFields.STATEMENT_KINDS)));
    // Some things are unknown from the start.
    for (int i = random.nextInt(3); i > 0; i--) {
      InputField<?> field = InputFields.ALL.get(random.nextInt(InputFields.ALL.size()));
      inputs = inputs.unknown(field, "made up so");
    }
    return inputs;
  }

  private static InputRow table(Random random) {
    return OrdinaryRequest.table()
        .with(InputFields.TABLE_DATASET, one(random, List.of("shop", "finance", "hr")))
        .with(InputFields.TABLE_NAME, one(random, List.of("orders", "customers", "events_*", "*")))
        .with(InputFields.TABLE_ACCESS, one(random, List.of("read", "write")))
        .with(InputFields.TABLE_PARTITIONED, random.nextBoolean())
        .with(InputFields.TABLE_PARTITION_FILTER, random.nextBoolean())
        .with(InputFields.TABLE_BYTES, random.nextLong(100) * GIB);
  }

  private static InputRow column(Random random) {
    return OrdinaryRequest.column()
        .with(InputFields.COLUMN_DATASET, one(random, List.of("shop", "finance")))
        .with(InputFields.COLUMN_TABLE, one(random, List.of("customers", "orders")))
        .with(
            InputFields.COLUMN_PATH,
            one(random, List.of("email", "Address", "id", "items.gift_note", "*")))
        .with(InputFields.COLUMN_USES, some(random, List.of("output", "filter", "join"), 2));
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static <T> List<T> some(Random random, List<T> of, int most) {
    return random
        .ints(random.nextInt(most + 1), 0, of.size())
        .distinct()
        .mapToObj(of::get)
        .toList();
  }
}
