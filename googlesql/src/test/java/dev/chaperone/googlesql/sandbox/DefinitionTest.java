package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.googlesql.sandbox.Client.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that change definitions, and queries whose rows are kept. */
class DefinitionTest {
  private static final String TABLE = "/datasets/shop/tables/d";

  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = new Sandbox();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void clear() {
    sandbox.run("DROP VIEW IF EXISTS shop.v2");
    sandbox.run("DROP VIEW IF EXISTS shop.v");
    sandbox.run("DROP TABLE IF EXISTS shop.d");
    sandbox.run("DROP SCHEMA IF EXISTS other CASCADE");
  }

  private static String operation(Answer job) {
    return job.text("/statistics/query/statementType")
        + " "
        + job.text("/statistics/query/ddlOperationPerformed")
        + " "
        + job.text("/statistics/query/ddlTargetTable/datasetId")
        + "."
        + job.text("/statistics/query/ddlTargetTable/tableId");
  }

  @Test
  void aTableIsMadeReplacedKeptAndDropped() {
    assertThat(operation(sandbox.job("d1", "CREATE TABLE shop.d (a INT64 NOT NULL, b DATE)")))
        .isEqualTo("CREATE_TABLE CREATE shop.d");
    Answer table = sandbox.get(TABLE).valid("Table");
    assertThat(table.json().at("/schema/fields").findValuesAsText("mode"))
        .containsExactly("REQUIRED", "NULLABLE");
    assertThat(table.text("/numRows")).isEqualTo("0");

    Answer again = sandbox.job("d2", "CREATE TABLE shop.d (a INT64)");
    assertThat(again.text("/status/errorResult/reason")).isEqualTo("duplicate");
    assertThat(sandbox.get("/queries/d2").failed(409, "duplicate").message())
        .isEqualTo("Already Exists: Table demo:shop.d");
    assertThat(operation(sandbox.job("d3", "CREATE TABLE IF NOT EXISTS shop.d (z INT64)")))
        .isEqualTo("CREATE_TABLE SKIP shop.d");
    assertThat(sandbox.get(TABLE).text("/schema/fields/0/name")).isEqualTo("a");
    assertThat(operation(sandbox.job("d4", "CREATE OR REPLACE TABLE demo.shop.d (z INT64)")))
        .isEqualTo("CREATE_TABLE REPLACE shop.d");
    assertThat(sandbox.get(TABLE).text("/schema/fields/0/name")).isEqualTo("z");

    assertThat(operation(sandbox.job("d5", "DROP TABLE `demo.shop.d`")))
        .isEqualTo("DROP_TABLE DROP shop.d");
    sandbox.get(TABLE).failed(404, "notFound");
    sandbox.query("SELECT * FROM shop.d").failed(404, "notFound");
    sandbox.query("DROP TABLE shop.d").failed(404, "notFound");
    assertThat(operation(sandbox.job("d6", "DROP TABLE IF EXISTS shop.d")))
        .isEqualTo("DROP_TABLE SKIP shop.d");
  }

  @Test
  void aTableIsMadeFromAQuery() {
    Answer job =
        sandbox.job(
            "ctas",
            "CREATE TABLE shop.d PARTITION BY day OPTIONS(description='per day') AS\n"
                + "WITH sums AS (SELECT order_date AS day, SUM(amount) AS total FROM shop.orders"
                + " GROUP BY day) SELECT * FROM sums ORDER BY day LIMIT 10; -- done");

    assertThat(operation(job)).isEqualTo("CREATE_TABLE_AS_SELECT CREATE shop.d");
    assertThat(job.text("/configuration/query/destinationTable/tableId")).isEqualTo("d");
    assertThat(Long.parseLong(job.text("/statistics/totalBytesProcessed"))).isPositive();
    Answer table = sandbox.get(TABLE).valid("Table");
    assertThat(table.text("/numRows")).isEqualTo("10");
    assertThat(table.text("/timePartitioning/field")).isEqualTo("day");
    assertThat(table.text("/description")).isEqualTo("per day");
    assertThat(
            sandbox.cell(
                "SELECT COUNT(*) FROM shop.d JOIN (SELECT order_date, SUM(amount) AS s FROM"
                    + " shop.orders GROUP BY 1) o ON o.order_date = d.day AND o.s = d.total"))
        .isEqualTo("10");
    Answer result = sandbox.get("/queries/ctas").valid("GetQueryResultsResponse");
    assertThat(result.json().has("totalRows")).isFalse();
  }

  @Test
  void aTableMayBeReplacedByAQueryOfItself() {
    sandbox.run("CREATE TABLE shop.d AS SELECT 1 AS n");
    sandbox.run("CREATE OR REPLACE TABLE shop.d AS SELECT n + 1 AS n FROM shop.d");

    assertThat(sandbox.cell("SELECT n FROM shop.d")).isEqualTo("2");
  }

  @Test
  void columnsAreAddedDroppedAndRenamed() {
    sandbox.run("CREATE TABLE shop.d AS SELECT 1 AS a, 'x' AS b");
    assertThat(
            operation(
                sandbox.job("a1", "ALTER TABLE shop.d ADD COLUMN c ARRAY<INT64>, DROP COLUMN a")))
        .isEqualTo("ALTER_TABLE ALTER shop.d");
    sandbox.run("ALTER TABLE shop.d RENAME COLUMN b TO z");
    assertThat(operation(sandbox.job("a2", "ALTER TABLE shop.d ADD COLUMN IF NOT EXISTS c INT64")))
        .isEqualTo("ALTER_TABLE SKIP shop.d");

    assertThat(sandbox.rows("SELECT z, ARRAY_LENGTH(c) FROM shop.d"))
        .containsExactly(List.of("x", "0"));
    assertThat(
            sandbox.rows(
                "SELECT column_name FROM shop.INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'd'"
                    + " ORDER BY ordinal_position"))
        .containsExactly(List.of("z"), List.of("c"));
  }

  @Test
  void aViewIsReadLikeATableAndFollowsWhatItStandsOn() {
    sandbox.run("CREATE TABLE shop.d AS SELECT 1 AS a UNION ALL SELECT 2");
    assertThat(
            operation(
                sandbox.job("v1", "CREATE VIEW shop.v AS SELECT a, a * 10 AS b FROM shop.d -- x")))
        .isEqualTo("CREATE_VIEW CREATE shop.v");
    sandbox.run("CREATE OR REPLACE VIEW shop.v2 AS (SELECT b FROM shop.v WHERE a > 1)");
    sandbox.run("UPDATE shop.d SET a = 3 WHERE a = 2");

    assertThat(sandbox.rows("SELECT v.b, w.b AS c FROM shop.v2 AS v, shop.v2 w"))
        .containsExactly(List.of("30", "30"));
    Answer job = sandbox.job("v2", "SELECT b FROM shop.v2");
    assertThat(job.json().at("/statistics/query/referencedTables").findValuesAsText("tableId"))
        .containsExactly("d", "v2", "v");
    sandbox.run("DELETE FROM shop.d WHERE a IN (SELECT a FROM shop.v WHERE b = 30)");
    assertThat(sandbox.rows("SELECT * FROM shop.v")).containsExactly(List.of("1", "10"));

    Answer view = sandbox.get("/datasets/shop/tables/v").valid("Table");
    assertThat(view.text("/type")).isEqualTo("VIEW");
    assertThat(view.text("/view/query")).isEqualTo("SELECT a, a * 10 AS b FROM shop.d");
    sandbox.get("/datasets/shop/tables/v/data").failed(400, "invalid");
    assertThat(sandbox.query("DELETE FROM shop.v WHERE TRUE").failed(400, "invalidQuery").message())
        .startsWith("Rows of a view cannot be changed");
    sandbox.query("DROP TABLE shop.v").failed(400, "invalidQuery");
    sandbox.run("DROP TABLE shop.d");
    sandbox.query("SELECT * FROM shop.v2").failed(404, "notFound");
  }

  @Test
  void aViewCannotNameItself() {
    sandbox.run("CREATE VIEW shop.v AS SELECT 1 AS a");
    sandbox.run("CREATE VIEW shop.v2 AS SELECT a FROM shop.v");

    sandbox
        .query("CREATE OR REPLACE VIEW shop.v AS SELECT a FROM shop.v2")
        .failed(400, "invalidQuery");
    assertThat(sandbox.cell("SELECT a FROM shop.v2")).isEqualTo("1");
  }

  @Test
  void aDatasetIsMadeFilledAndDropped() {
    Answer made = sandbox.job("s1", "CREATE SCHEMA other OPTIONS(location='us')");
    assertThat(made.text("/statistics/query/ddlOperationPerformed")).isEqualTo("CREATE");
    assertThat(made.text("/statistics/query/ddlTargetDataset/datasetId")).isEqualTo("other");
    sandbox.run("CREATE TABLE other.t AS SELECT 1 AS a");
    assertThat(sandbox.cell("SELECT a FROM demo.other.t")).isEqualTo("1");
    assertThat(
            sandbox
                .get("/datasets")
                .valid("DatasetList")
                .json()
                .path("datasets")
                .findValuesAsText("datasetId"))
        .containsExactly("shop", "other");
    sandbox.query("CREATE SCHEMA other").failed(409, "duplicate");
    assertThat(sandbox.query("DROP SCHEMA other").failed(400, "resourceInUse").message())
        .isEqualTo("Dataset demo:other is still in use");

    sandbox.run("DROP SCHEMA other CASCADE");

    sandbox.get("/datasets/other").failed(404, "notFound");
    sandbox.query("SELECT a FROM other.t").failed(404, "notFound");
  }

  @Test
  void rowsOfAQueryAreKeptInADestination() {
    Answer first = store("w1", "SELECT 1 AS a, 'x' AS b", Optional.empty());
    assertThat(first.text("/statistics/query/statementType")).isEqualTo("SELECT");
    assertThat(first.text("/configuration/query/destinationTable/tableId")).isEqualTo("d");
    assertThat(sandbox.get("/queries/w1").rows()).containsExactly(List.of("1", "x"));
    Answer taken = store("w2", "SELECT 2 AS a", Optional.of("WRITE_EMPTY"));
    assertThat(taken.text("/status/errorResult/reason")).isEqualTo("duplicate");
    store("w3", "SELECT 'y' AS b, 2 AS A", Optional.of("WRITE_APPEND"));
    assertThat(sandbox.rows("SELECT * FROM shop.d ORDER BY a"))
        .containsExactly(List.of("1", "x"), List.of("2", "y"));
    Answer misfit = store("w4", "SELECT 'no' AS a", Optional.of("WRITE_APPEND"));
    assertThat(misfit.text("/status/errorResult/reason")).isEqualTo("invalid");
    assertThat(misfit.text("/status/errorResult/message"))
        .isEqualTo(
            "Provided Schema does not match Table demo:shop.d. Field a has changed type from INT64"
                + " to STRING");
    store("w5", "SELECT COUNT(*) AS n FROM shop.d", Optional.of("WRITE_TRUNCATE"));
    assertThat(sandbox.rows("SELECT n FROM shop.d")).containsExactly(List.of("2"));
  }

  private static Answer store(String id, String sql, Optional<String> disposition) {
    sandbox.post("/jobs", Sandbox.storing(id, sql, "d", disposition)).valid("Job");
    return sandbox.finished(id);
  }

  @Test
  void aDestinationMayHaveToBeThere() {
    var job = Sandbox.storing("never", "SELECT 1 AS a", "d", Optional.empty());
    job.withObjectProperty("configuration")
        .withObjectProperty("query")
        .put("createDisposition", "CREATE_NEVER");
    sandbox.post("/jobs", job).valid("Job");

    assertThat(sandbox.finished("never").text("/status/errorResult/reason")).isEqualTo("notFound");
    var dml = Sandbox.storing("dml", "DELETE FROM shop.orders WHERE TRUE", "d", Optional.empty());
    sandbox.post("/jobs", dml).valid("Job");
    assertThat(sandbox.finished("dml").text("/status/errorResult/message"))
        .isEqualTo("Cannot set destination table in jobs with DML statements");
  }

  @Test
  void aDryRunDefinesNothingAndFindsWhatWouldFail() {
    Answer dry = sandbox.dryRun("CREATE TABLE shop.d AS SELECT id FROM shop.orders").valid("Job");
    assertThat(operation(dry)).isEqualTo("CREATE_TABLE_AS_SELECT CREATE shop.d");
    assertThat(dry.text("/statistics/totalBytesProcessed")).isEqualTo("240000");
    sandbox.get(TABLE).failed(404, "notFound");
    sandbox.dryRun("CREATE TABLE shop.orders (a INT64)").failed(409, "duplicate");
    sandbox.dryRun("DROP TABLE shop.orders").valid("Job");
    assertThat(sandbox.get("/datasets/shop/tables/orders").text("/numRows")).isEqualTo("30000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE nope.t (a INT64) | 404 | notFound | Not found: Dataset demo:nope",
        "CREATE TABLE elsewhere.shop.t (a INT64) | 404 | notFound | Not found: Dataset"
            + " elsewhere:shop",
        "CREATE TABLE t (a INT64) | 400 | invalidQuery | Table \"t\" must be qualified",
        "CREATE TABLE shop.ORDERS (a INT64) | 400 | invalidQuery | The sandbox cannot run this:"
            + " there is a table orders",
        "CREATE SCHEMA Demo | 400 | invalidQuery | The sandbox cannot run this: a dataset cannot"
            + " be named Demo",
        "CREATE SCHEMA SHOP | 400 | invalidQuery | The sandbox cannot run this: there is a dataset"
            + " shop",
        "CREATE TABLE shop.d (a INT64, A STRING) | 400 | invalidQuery | Duplicate column name",
        "CREATE TABLE shop.d AS SELECT 1 | 400 | invalidQuery | CREATE TABLE columns must be named",
        "CREATE TABLE shop.d (a GEOGRAPHY) | 400 | invalidQuery | The sandbox cannot run this",
        "CREATE TABLE shop.d (`a b` INT64) | 400 | invalidQuery | Invalid field name",
        "CREATE TABLE shop.d (a INT64 DEFAULT 1) | 400 | invalidQuery | The sandbox cannot run"
            + " this: CREATE TABLE with default value",
        "CREATE TABLE shop.d (a STRING(3)) | 400 | invalidQuery | The sandbox cannot run this:"
            + " CREATE TABLE with type parameters",
        "CREATE TABLE shop.d (a INT64) CLUSTER BY a | 400 | invalidQuery | The sandbox cannot run"
            + " this: CREATE TABLE with cluster by list",
        "CREATE TABLE shop.d (a FLOAT64) AS SELECT 1 AS a | 400 | invalidQuery | The sandbox cannot"
            + " run this: CREATE TABLE with both columns and a query",
        "CREATE TABLE shop.d (a INT64) OPTIONS(expiration_timestamp=NULL) | 400 | invalidQuery |"
            + " The sandbox cannot run this: CREATE TABLE with the option",
        "CREATE TABLE shop.d LIKE shop.orders | 400 | invalidQuery | The sandbox cannot run this:"
            + " CREATE TABLE with like table",
        "CREATE TABLE shop.d COPY shop.orders | 400 | invalidQuery | The sandbox cannot run this:"
            + " CREATE TABLE with copy from",
        "CREATE TEMP TABLE d (a INT64) | 400 | invalidQuery | The sandbox cannot run this: CREATE"
            + " TABLE TEMP",
        "CREATE MATERIALIZED VIEW shop.d AS SELECT 1 AS a | 400 | invalidQuery | The sandbox cannot"
            + " run this",
        "ALTER TABLE shop.orders DROP COLUMN nope | 400 | invalidQuery | Column not found: nope",
        "ALTER TABLE shop.orders ADD COLUMN id INT64 | 400 | invalidQuery | Column already exists:"
            + " id",
        "ALTER TABLE shop.orders ADD COLUMN x INT64 NOT NULL | 400 | invalidQuery | Cannot add"
            + " required columns",
        "ALTER TABLE shop.events DROP COLUMN event_time | 400 | invalidQuery | The partitioning"
            + " column event_time",
        "ALTER TABLE shop.orders SET OPTIONS(description='x') | 400 | invalidQuery | The sandbox"
            + " cannot run this",
        "DROP TABLE shop.nope | 404 | notFound | Not found: Table demo:shop.nope",
        "DROP VIEW shop.orders | 400 | invalidQuery | demo:shop.orders is not allowed for this"
            + " operation because it is currently a TABLE.",
        "DROP SCHEMA nope | 404 | notFound | Not found: Dataset demo:nope",
      })
  void whatCannotBeDefinedSaysWhyAndChangesNothing(
      String sql, int status, String reason, String message) {
    var before = sandbox.get("/datasets/shop/tables").json();

    assertThat(sandbox.query(sql).failed(status, reason).message()).startsWith(message);

    assertThat(sandbox.get("/datasets/shop/tables").json()).isEqualTo(before);
  }
}
