package dev.chaperone.proxy.review;

import static dev.chaperone.proxy.policy.input.InputFields.*;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.surface.Effect;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.surface.Recognition.UploadKind;
import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What policies see of a request beside its SQL: who, by which method, on which resources. */
final class RequestInputs {
  private final Asking asking;
  private final BigQueryCall call;
  private final Optional<JobShape> shape;

  RequestInputs(Asking asking) {
    this.asking = asking;
    this.call = asking.call();
    this.shape = asking.shape();
  }

  void scalars(InputRow.Builder row) {
    row.set(AGENT_NAME, asking.owner().agent())
        .setFact(
            AGENT_GROUPS,
            asking
                .groups()
                .map(Fact::known)
                .orElseGet(() -> Fact.unknown("the agent's token is not here any more")))
        .set(AGENT_ISSUER, asking.owner().issuer())
        .set(AGENT_SUBJECT, asking.owner().subject())
        .set(AGENT_PURPOSE, asking.purpose())
        .set(SESSION_ID, asking.session().value())
        .set(SESSION_SOURCE, asking.source())
        .set(SESSION_CLIENT, asking.client())
        .set(MODEL_NAME, asking.model())
        .set(MODEL_CLAIMED, false)
        .set(REQUEST_METHOD, call.method().name())
        .set(REQUEST_JOB_TYPE, shape.map(JobShape::type).orElse(""))
        .set(REQUEST_DRY_RUN, asking.job().map(j -> j.dryRun()).orElse(false))
        .set(REQUEST_LEGACY_SQL, asking.job().map(j -> j.legacySql()).orElse(false))
        .set(REQUEST_FOREIGN, false)
        .set(REQUEST_PROJECT, call.pathParameter("projectId"))
        .set(
            REQUEST_LOCATION,
            shape
                .map(JobShape::location)
                .orElseGet(() -> call.query().first("location").orElse("")))
        .set(REQUEST_PRIORITY, shape.map(JobShape::priority).orElse("INTERACTIVE"))
        .set(REQUEST_DESTINATION, shape.map(JobShape::destination).orElse(""));
  }

  /**
   * For what has no SQL: its effect follows from the method.
   *
   * @param view where the size of a table that is read whole is looked up, if that was asked for
   */
  void withoutSql(InputRow.Builder row, Optional<CatalogueView> view) {
    row.set(STATEMENT_KINDS, List.of())
        .set(STATEMENT_EFFECTS, List.of(effect()))
        .set(STATEMENT_RISKS, List.of())
        .set(STATEMENT_COUNT, 0L)
        .set(STATEMENT_TEXT, "")
        .set(STATEMENT_ROUTINES, List.of())
        .setFact(STATEMENT_LIMIT, Fact.unknown("there is no statement"))
        .set(ESTIMATE_BYTES, 0L)
        .set(ESTIMATE_EXACT, true);
    if (!call.method().is("tabledata.list") && effect().equals("read")) {
      row.set(EXPOSURE_ROWS, 0L);
    } else if (call.method().is("tabledata.list")) {
      pageRows()
          .or(() -> view.flatMap(this::tableRows))
          .ifPresent(rows -> row.set(EXPOSURE_ROWS, rows));
    }
  }

  /** Whether it reads a table's rows without saying up to which. */
  boolean readsWholeTable() {
    return call.method().is("tabledata.list") && pageRows().isEmpty();
  }

  private Optional<Long> tableRows(CatalogueView view) {
    TableName name =
        TableName.of(
            call.pathParameter("projectId"),
            call.pathParameter("datasetId"),
            call.pathParameter("tableId"));
    return view.table(name).flatMap(table -> table.rows().toOptional());
  }

  /**
   * The row up to which a page of a table may go, so that reading on page by page comes to the same
   * as reading all at once. After a token that is not known.
   */
  private Optional<Long> pageRows() {
    // Rows of the agent's own query, which was decided on when it was asked.
    if (JobGuard.isAnonymous(call.pathParameter("datasetId"))) {
      return Optional.of(0L);
    }
    if (!call.query().first("pageToken").orElse("").isEmpty()) {
      return Optional.empty();
    }
    try {
      long start = call.query().first("startIndex").map(Long::parseUnsignedLong).orElse(0L);
      return call.query()
          .first("maxResults")
          .map(Long::parseLong)
          .filter(rows -> rows >= 0 && start >= 0 && rows <= Long.MAX_VALUE - start)
          .map(rows -> start + rows);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String effect() {
    // A piece of an upload belongs to the job that was decided on when it began.
    if (call.upload() == UploadKind.RESUMABLE_CHUNK) {
      return "read";
    }
    if (call.method().is("jobs.insert") || call.method().is("jobs.query")) {
      String type = shape.map(JobShape::type).orElse("");
      return type.isEmpty() || type.equals("query") ? "unknown" : "write";
    }
    return code(call.method().effect());
  }

  private static String code(Effect effect) {
    return switch (effect) {
      // What starts jobs was told apart before; the rest reads or stops the caller's own.
      case READ_METADATA, READ_DATA, QUERY -> "read";
      case WRITE_DATA -> "write";
      case CHANGE_SCHEMA -> "schema";
      case CHANGE_ACCESS, ADMIN -> "access";
    };
  }

  /** Tables that the request names beside its SQL. */
  List<InputRow> tables() {
    List<InputRow> rows = new ArrayList<>();
    String dataset = call.pathParameter("datasetId");
    if (!dataset.isEmpty()) {
      String table = call.pathParameter("tableId");
      rows.add(
          row(
              call.pathParameter("projectId"),
              dataset,
              table.isEmpty() ? "*" : table,
              effect().equals("read") ? "read" : "write"));
    }
    asking
        .job()
        .ifPresent(
            job ->
                job.namedTables()
                    .forEach(
                        t -> {
                          // A default dataset names no table; the names in the SQL do.
                          if (!t.table().isEmpty() && !t.dataset().isEmpty()) {
                            rows.add(row(t.project(), t.dataset(), t.table(), access(t.table())));
                          }
                        }));
    return rows;
  }

  private String access(String table) {
    return shape.map(s -> s.destination().endsWith("." + table)).orElse(false) ? "write" : "read";
  }

  /** Columns that a request without SQL reads: all of its tables, where it reads rows. */
  Fact<List<InputRow>> columns(Inheritances inheritances) {
    boolean rows =
        call.method().is("tabledata.list")
            || shape.map(s -> List.of("copy", "extract").contains(s.type())).orElse(false);
    if (!rows) {
      return Fact.known(List.of());
    }
    Map<ColumnRef, Set<String>> uses = new LinkedHashMap<>();
    for (InputRow table : tables()) {
      if (table.get(TABLE_ACCESS).equals(Fact.known("read"))) {
        uses.put(
            new ColumnRef(
                TableName.of(
                    text(table.get(TABLE_PROJECT)),
                    text(table.get(TABLE_DATASET)),
                    text(table.get(TABLE_NAME))),
                List.of("*")),
            Set.of("output"));
      }
    }
    return new ColumnRows(Optional.empty(), inheritances).of(uses, true);
  }

  private static String text(Fact<String> name) {
    return name.ifKnown().orElse("");
  }

  private static InputRow row(String project, String dataset, String table, String access) {
    return StatementInputs.names(TableName.of(project, dataset, table)).toBuilder()
        .set(TABLE_ACCESS, access)
        .set(TABLE_VIA_VIEW, false)
        .build();
  }
}
