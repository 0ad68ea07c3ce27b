package dev.chaperone.proxy.policy.example;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an example leaves out: a small read at noon by an agent in no group, all of it known. */
public final class OrdinaryRequest {
  private OrdinaryRequest() {}

  public static PolicyInputs inputs() {
    PolicyInputs inputs =
        PolicyInputs.none()
            .withTables()
            .withColumns()
            .with(InputFields.AGENT_NAME, "agent")
            .with(InputFields.AGENT_GROUPS, List.of())
            .with(InputFields.AGENT_ISSUER, "chaperone")
            .with(InputFields.AGENT_SUBJECT, "agent")
            .with(InputFields.AGENT_PURPOSE, "")
            .with(InputFields.SESSION_ID, "session")
            .with(InputFields.SESSION_AGE, Duration.ZERO)
            .with(InputFields.SESSION_REQUESTS, 0L)
            .with(InputFields.SESSION_SOURCE, "127.0.0.1")
            .with(InputFields.SESSION_CLIENT, "")
            .with(InputFields.MODEL_NAME, "")
            .with(InputFields.MODEL_CLAIMED, false)
            .with(InputFields.REQUEST_METHOD, "bigquery.jobs.query")
            .with(InputFields.REQUEST_JOB_TYPE, "query")
            .with(InputFields.REQUEST_DRY_RUN, false)
            .with(InputFields.REQUEST_LEGACY_SQL, false)
            .with(InputFields.REQUEST_FOREIGN, false)
            .with(InputFields.REQUEST_PROJECT, "demo")
            .with(InputFields.REQUEST_LOCATION, "")
            .with(InputFields.REQUEST_PRIORITY, "INTERACTIVE")
            .with(InputFields.REQUEST_DESTINATION, "")
            .with(InputFields.CONNECTION_NAME, "default")
            .with(InputFields.CONNECTION_UPSTREAM, "https://bigquery.googleapis.com")
            .with(InputFields.STATEMENT_KINDS, List.of("SELECT"))
            .with(InputFields.STATEMENT_EFFECTS, List.of("read"))
            .with(InputFields.STATEMENT_RISKS, List.of())
            .with(InputFields.STATEMENT_COUNT, 1L)
            .with(InputFields.STATEMENT_TEXT, "SELECT 1")
            .with(InputFields.STATEMENT_ROUTINES, List.of())
            .with(InputFields.STATEMENT_LIMIT, Long.MAX_VALUE)
            .with(InputFields.ESTIMATE_BYTES, 0L)
            .with(InputFields.ESTIMATE_EXACT, true)
            .with(InputFields.EXPOSURE_ROWS, 0L)
            .with(InputFields.TIME_NOW, Instant.parse("2026-01-05T12:00:00Z"));
    for (InputField<Long> counter :
        List.of(
            InputFields.HISTORY_REQUESTS_1H,
            InputFields.HISTORY_HELD_1H,
            InputFields.HISTORY_DENIED_1H,
            InputFields.HISTORY_BYTES_24H,
            InputFields.HISTORY_ROWS_24H,
            InputFields.HISTORY_SENSITIVE_24H,
            InputFields.HISTORY_APPROVED_ALIKE,
            InputFields.HISTORY_DENIED_ALIKE)) {
      inputs = inputs.with(counter, 0L);
    }
    return inputs;
  }

  /** A table of the project, read; dataset and name are the example's to give. */
  public static InputRow table() {
    return InputRow.EMPTY
        .with(InputFields.TABLE_PROJECT, "demo")
        .with(InputFields.TABLE_TYPE, "TABLE")
        .with(InputFields.TABLE_ACCESS, "read")
        .with(InputFields.TABLE_VIA_VIEW, false)
        .with(InputFields.TABLE_ROWS, 0L)
        .with(InputFields.TABLE_BYTES, 0L)
        .with(InputFields.TABLE_PARTITIONED, false)
        .with(InputFields.TABLE_PARTITION_FILTER, false);
  }

  /** A column of the project, shown. */
  public static InputRow column() {
    return InputRow.EMPTY
        .with(InputFields.COLUMN_PROJECT, "demo")
        .with(InputFields.COLUMN_USES, List.of("output"))
        .with(InputFields.COLUMN_POLICY_TAGS, List.of());
  }

  /** The effects that statements of these kinds have, for examples that name only kinds. */
  public static Fact<List<String>> effectsOf(Fact<List<String>> kinds) {
    return kinds.map(
        known -> known.stream().map(OrdinaryRequest::effectOf).distinct().sorted().toList());
  }

  private static String effectOf(String kind) {
    return switch (kind) {
      case "SELECT", "ASSERT" -> "read";
      case "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE_TABLE", "EXPORT_DATA", "LOAD_DATA" ->
          "write";
      case "GRANT", "REVOKE" -> "access";
      default ->
          kind.endsWith("_ROW_ACCESS_POLICY") || kind.endsWith("_DATA_POLICY")
              ? "access"
              : kind.matches("(CREATE|ALTER|DROP|UNDROP)_.*") ? "schema" : "unknown";
    };
  }
}
