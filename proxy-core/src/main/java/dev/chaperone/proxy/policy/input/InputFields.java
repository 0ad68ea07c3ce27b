package dev.chaperone.proxy.policy.input;

import static dev.chaperone.proxy.policy.input.InputField.decimal;
import static dev.chaperone.proxy.policy.input.InputField.duration;
import static dev.chaperone.proxy.policy.input.InputField.flag;
import static dev.chaperone.proxy.policy.input.InputField.instant;
import static dev.chaperone.proxy.policy.input.InputField.text;
import static dev.chaperone.proxy.policy.input.InputField.texts;
import static dev.chaperone.proxy.policy.input.InputField.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The catalogue of inputs: the names that conditions may use. */
public final class InputFields {
  public static final InputField<String> AGENT_NAME = text("agent", "name", "the agent's name");
  public static final InputField<List<String>> AGENT_GROUPS =
      texts("agent", "groups", "groups it is in, from its token");
  public static final InputField<String> AGENT_ISSUER =
      text("agent", "issuer", "who issued its token");
  public static final InputField<String> AGENT_SUBJECT =
      text("agent", "subject", "its subject with that issuer");
  public static final InputField<String> AGENT_PURPOSE =
      text("agent", "purpose", "what it is for; \"\" if nobody said");

  public static final InputField<String> SESSION_ID = text("session", "id", "the session's id");
  public static final InputField<Duration> SESSION_AGE =
      duration("session", "age", "time since it opened");
  public static final InputField<Long> SESSION_REQUESTS =
      whole("session", "requests", "requests in it before this one");
  public static final InputField<String> SESSION_SOURCE =
      text("session", "source", "address the agent calls from");
  public static final InputField<String> SESSION_CLIENT =
      text("session", "client", "client library, as it names itself");

  public static final InputField<String> MODEL_NAME =
      text("model", "name", "the model behind the agent; \"\" if nobody said");
  public static final InputField<Boolean> MODEL_CLAIMED =
      flag("model", "claimed", "true if only a header says so, not the token");

  public static final InputField<String> REQUEST_METHOD =
      text("request", "method", "BigQuery's id of the method, such as bigquery.jobs.query");
  public static final InputField<String> REQUEST_JOB_TYPE =
      text("request", "job_type", "query, load, copy, extract; \"\" where there is no job");
  public static final InputField<Boolean> REQUEST_DRY_RUN =
      flag("request", "dry_run", "whether it only asks what a query would cost");
  public static final InputField<Boolean> REQUEST_LEGACY_SQL =
      flag("request", "legacy_sql", "whether it is legacy SQL, which nothing here reads");
  public static final InputField<Boolean> REQUEST_FOREIGN =
      flag("request", "foreign", "whether it is about a job or table the gateway did not start");
  public static final InputField<String> REQUEST_PROJECT =
      text("request", "project", "project that is billed");
  public static final InputField<String> REQUEST_LOCATION =
      text("request", "location", "location it names; \"\" if none");
  public static final InputField<String> REQUEST_PRIORITY =
      text("request", "priority", "INTERACTIVE or BATCH");
  public static final InputField<String> REQUEST_DESTINATION =
      text("request", "destination", "table or URI it writes its result to; \"\" if none");

  public static final InputField<String> CONNECTION_NAME =
      text("connection", "name", "connection it goes through");
  public static final InputField<String> CONNECTION_UPSTREAM =
      text("connection", "upstream", "address of that connection");

  public static final InputField<List<String>> STATEMENT_KINDS =
      texts("statement", "kinds", "kinds of the statements, each once, in order");
  public static final InputField<List<String>> STATEMENT_EFFECTS =
      texts("statement", "effects", "read, write, schema, access, unknown");
  public static final InputField<List<String>> STATEMENT_RISKS =
      texts("statement", "risks", "what else was recognised, such as DYNAMIC_SQL");
  public static final InputField<Long> STATEMENT_COUNT =
      whole("statement", "count", "statements at every level");
  public static final InputField<String> STATEMENT_TEXT =
      text("statement", "text", "the SQL as it came");
  public static final InputField<List<String>> STATEMENT_ROUTINES =
      texts("statement", "routines", "routines called that are not built in");
  public static final InputField<Long> STATEMENT_LIMIT =
      whole("statement", "limit", "rows its outermost LIMIT lets through");
  public static final InputField<Boolean> STATEMENT_MOVES_TAGGED =
      flag("statement", "moves_tagged", "whether it writes tagged columns to another place");
  public static final InputField<Boolean> STATEMENT_PLACEHOLDERS =
      flag("statement", "placeholders", "whether it holds what masking puts in place of values");

  public static final InputField<Long> ESTIMATE_BYTES =
      whole("estimate", "bytes", "bytes it will be billed for, at most");
  public static final InputField<Double> ESTIMATE_USD =
      decimal("estimate", "usd", "bytes × price, unless slots are paid");
  public static final InputField<Boolean> ESTIMATE_EXACT =
      flag("estimate", "exact", "whether BigQuery said so, not only the tables' sizes");

  public static final InputField<Long> EXPOSURE_COLUMNS =
      whole("exposure", "columns", "tagged columns it touches");
  public static final InputField<Long> EXPOSURE_ROWS =
      whole("exposure", "rows", "rows it can show or move, at most");
  public static final InputField<List<String>> EXPOSURE_TAGS =
      texts("exposure", "tags", "tags of the columns it touches");

  public static final InputField<Instant> TIME_NOW =
      instant("time", "now", "when the request came");
  public static final InputField<Long> TIME_HOUR =
      whole("time", "hour", "hour of the day, 0 to 23, UTC");
  public static final InputField<String> TIME_WEEKDAY =
      text("time", "weekday", "MONDAY to SUNDAY, UTC");

  public static final InputField<Long> HISTORY_REQUESTS_1H =
      whole("history", "requests_1h", "the agent's requests in the last hour");
  public static final InputField<Long> HISTORY_HELD_1H =
      whole("history", "held_1h", "of these, held");
  public static final InputField<Long> HISTORY_DENIED_1H =
      whole("history", "denied_1h", "of these, denied");
  public static final InputField<Long> HISTORY_BYTES_24H =
      whole("history", "bytes_24h", "bytes the agent was billed for in the last day");
  public static final InputField<Long> HISTORY_ROWS_24H =
      whole("history", "rows_24h", "rows it received in the last day");
  public static final InputField<Long> HISTORY_SENSITIVE_24H =
      whole("history", "sensitive_values_24h", "distinct tagged values it received");
  public static final InputField<Long> HISTORY_APPROVED_ALIKE =
      whole("history", "approved_alike", "times this statement was approved before");
  public static final InputField<Long> HISTORY_DENIED_ALIKE =
      whole("history", "denied_alike", "times this statement was denied before");

  public static final InputField<String> TABLE_PROJECT = text("table", "project", "its project");
  public static final InputField<String> TABLE_DATASET = text("table", "dataset", "its dataset");
  public static final InputField<String> TABLE_NAME =
      text("table", "table", "its name; ends in * for a wildcard table");
  public static final InputField<String> TABLE_TYPE =
      text("table", "type", "TABLE, VIEW, MATERIALIZED_VIEW, EXTERNAL, SNAPSHOT");
  public static final InputField<String> TABLE_ACCESS = text("table", "access", "read or write");
  public static final InputField<Boolean> TABLE_VIA_VIEW =
      flag("table", "via_view", "whether only a view reads it");
  public static final InputField<Long> TABLE_ROWS = whole("table", "rows", "rows it holds");
  public static final InputField<Long> TABLE_BYTES = whole("table", "bytes", "bytes it holds");
  public static final InputField<Boolean> TABLE_PARTITIONED =
      flag("table", "partitioned", "whether it has partitions");
  public static final InputField<Boolean> TABLE_PARTITION_FILTER =
      flag("table", "partition_filter", "whether the request filters on the partition");

  public static final InputField<String> COLUMN_PROJECT =
      text("column", "project", "its table's project");
  public static final InputField<String> COLUMN_DATASET =
      text("column", "dataset", "its table's dataset");
  public static final InputField<String> COLUMN_TABLE = text("column", "table", "its table");
  public static final InputField<String> COLUMN_PATH =
      text("column", "path", "column and fields with dots between; * for all");
  public static final InputField<List<String>> COLUMN_USES =
      texts("column", "uses", "output, filter, join, grouping, ordering, window, write, condition");
  public static final InputField<List<String>> COLUMN_POLICY_TAGS =
      texts("column", "policy_tags", "BigQuery's policy tags on it, by resource name");
  public static final InputField<List<String>> COLUMN_TAGS =
      texts("column", "tags", "the policy's tags on it");
  public static final InputField<Boolean> COLUMN_TAGGED =
      flag("column", "tagged", "whether it has any of the policy's tags");

  /** Every input, in the order of the reference. */
  public static final List<InputField<?>> ALL =
      List.of(
          AGENT_NAME,
          AGENT_GROUPS,
          AGENT_ISSUER,
          AGENT_SUBJECT,
          AGENT_PURPOSE,
          SESSION_ID,
          SESSION_AGE,
          SESSION_REQUESTS,
          SESSION_SOURCE,
          SESSION_CLIENT,
          MODEL_NAME,
          MODEL_CLAIMED,
          REQUEST_METHOD,
          REQUEST_JOB_TYPE,
          REQUEST_DRY_RUN,
          REQUEST_LEGACY_SQL,
          REQUEST_FOREIGN,
          REQUEST_PROJECT,
          REQUEST_LOCATION,
          REQUEST_PRIORITY,
          REQUEST_DESTINATION,
          CONNECTION_NAME,
          CONNECTION_UPSTREAM,
          STATEMENT_KINDS,
          STATEMENT_EFFECTS,
          STATEMENT_RISKS,
          STATEMENT_COUNT,
          STATEMENT_TEXT,
          STATEMENT_ROUTINES,
          STATEMENT_LIMIT,
          STATEMENT_MOVES_TAGGED,
          STATEMENT_PLACEHOLDERS,
          ESTIMATE_BYTES,
          ESTIMATE_USD,
          ESTIMATE_EXACT,
          EXPOSURE_COLUMNS,
          EXPOSURE_ROWS,
          EXPOSURE_TAGS,
          TIME_NOW,
          TIME_HOUR,
          TIME_WEEKDAY,
          HISTORY_REQUESTS_1H,
          HISTORY_HELD_1H,
          HISTORY_DENIED_1H,
          HISTORY_BYTES_24H,
          HISTORY_ROWS_24H,
          HISTORY_SENSITIVE_24H,
          HISTORY_APPROVED_ALIKE,
          HISTORY_DENIED_ALIKE,
          TABLE_PROJECT,
          TABLE_DATASET,
          TABLE_NAME,
          TABLE_TYPE,
          TABLE_ACCESS,
          TABLE_VIA_VIEW,
          TABLE_ROWS,
          TABLE_BYTES,
          TABLE_PARTITIONED,
          TABLE_PARTITION_FILTER,
          COLUMN_PROJECT,
          COLUMN_DATASET,
          COLUMN_TABLE,
          COLUMN_PATH,
          COLUMN_USES,
          COLUMN_POLICY_TAGS,
          COLUMN_TAGS,
          COLUMN_TAGGED);

  private static final Map<String, List<InputField<?>>> BY_SECTION =
      ALL.stream().collect(Collectors.groupingBy(InputField::section));

  /** The section of what {@code tables} holds. */
  public static final String TABLE = "table";

  /** The section of what {@code columns} holds. */
  public static final String COLUMN = "column";

  private InputFields() {}

  /** Sections in order, those of list elements included. */
  public static List<String> sections() {
    return ALL.stream().map(InputField::section).distinct().toList();
  }

  public static List<InputField<?>> in(String section) {
    return BY_SECTION.getOrDefault(section, List.of());
  }

  public static Optional<InputField<?>> find(String section, String name) {
    return in(section).stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
