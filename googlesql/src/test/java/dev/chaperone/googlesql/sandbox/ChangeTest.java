package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that change rows. */
class ChangeTest {
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
  void fill() {
    sandbox.run(
        "CREATE OR REPLACE TABLE shop.t (id INT64 NOT NULL, name STRING, price NUMERIC,"
            + " place STRUCT<city STRING, zip STRING>, tags ARRAY<STRING>)");
    sandbox.run(
        "INSERT INTO shop.t VALUES (1, 'one', 1.5, ('Ulm', '1'), ['a']),"
            + " (2, 'two', 2, NULL, NULL), (3, NULL, NULL, ('Rom', NULL), [])");
  }

  private static List<List<String>> names() {
    return sandbox.rows("SELECT id, IFNULL(name, '-') FROM shop.t ORDER BY id");
  }

  @Test
  void aDeleteTakesItsRowsAwayAndSaysHowMany() {
    Answer answer = sandbox.run("DELETE FROM shop.t WHERE id > 1");

    assertThat(answer.text("/numDmlAffectedRows")).isEqualTo("2");
    assertThat(answer.text("/dmlStats/deletedRowCount")).isEqualTo("2");
    assertThat(answer.json().has("schema")).isFalse();
    assertThat(answer.json().has("totalRows")).isFalse();
    assertThat(names()).containsExactly(List.of("1", "one"));
  }

  @Test
  void anUpdateChangesFieldsOfStructsAndReadsOtherTables() {
    Answer answer =
        sandbox.job(
            "update",
            "UPDATE shop.t SET name = c.email, place.city = 'Bonn' FROM shop.customers AS c"
                + " WHERE c.id = t.id AND t.id != 2");

    assertThat(answer.text("/statistics/query/statementType")).isEqualTo("UPDATE");
    assertThat(answer.text("/statistics/query/numDmlAffectedRows")).isEqualTo("2");
    assertThat(answer.text("/statistics/query/dmlStats/updatedRowCount")).isEqualTo("2");
    assertThat(answer.json().at("/statistics/query/referencedTables").findValuesAsText("tableId"))
        .containsExactlyInAnyOrder("customers", "t");
    assertThat(answer.text("/configuration/query/destinationTable/tableId")).isEqualTo("t");
    assertThat(
            sandbox.rows(
                "SELECT t.place.city, t.name = c.email FROM shop.t JOIN shop.customers c USING (id)"
                    + " WHERE id != 2"))
        .containsExactly(List.of("Bonn", "true"), List.of("Bonn", "true"));
  }

  @Test
  void anInsertFromAQueryNeedsNotNameEveryColumn() {
    Answer answer =
        sandbox.run("INSERT shop.t (name, id) SELECT t.name || '!', t.id + 10 FROM shop.t AS t");

    assertThat(answer.text("/dmlStats/insertedRowCount")).isEqualTo("3");
    assertThat(names()).hasSize(6).contains(List.of("11", "one!"), List.of("13", "-"));
    assertThat(sandbox.cell("SELECT ARRAY_LENGTH(tags) FROM shop.t WHERE id = 11"))
        .as("a missing array is kept as an empty one")
        .isEqualTo("0");
  }

  @Test
  void anInsertIntoATableThatIsNotReadDoesNotSendItsRows() {
    sandbox.run(
        "INSERT INTO shop.orders (id, status) SELECT 1000000 + id, 'copied' FROM shop.orders"
            + " WHERE id <= 2");

    assertThat(sandbox.cell("SELECT COUNT(*) FROM shop.orders WHERE status = 'copied'"))
        .isEqualTo("2");
    sandbox.run("DELETE FROM shop.orders WHERE status = 'copied'");
  }

  @Test
  void aTruncateLeavesAnEmptyTable() {
    Answer answer = sandbox.job("truncate", "TRUNCATE TABLE shop.t");

    assertThat(answer.text("/statistics/query/statementType")).isEqualTo("TRUNCATE_TABLE");
    assertThat(answer.text("/statistics/query/dmlStats/deletedRowCount")).isEqualTo("3");
    assertThat(names()).isEmpty();
    assertThat(sandbox.get("/datasets/shop/tables/t").text("/numBytes")).isEqualTo("0");
  }

  @Test
  void parametersOfBothKindsReachAChange() {
    ObjectNode named = Client.request("UPDATE shop.t SET name = @n WHERE id = @i");
    ArrayNode list = named.put("parameterMode", "NAMED").putArray("queryParameters");
    parameter(list, "n", "STRING", "it's");
    parameter(list, "i", "INT64", "1");
    assertThat(sandbox.post("/queries", named).text("/numDmlAffectedRows")).isEqualTo("1");

    ObjectNode positional = Client.request("INSERT INTO shop.t (id, name) VALUES (?, ?)");
    ArrayNode two = positional.put("parameterMode", "POSITIONAL").putArray("queryParameters");
    parameter(two, "", "INT64", "9");
    parameter(two, "", "STRING", "nine");
    assertThat(sandbox.post("/queries", positional).text("/numDmlAffectedRows")).isEqualTo("1");

    assertThat(names()).contains(List.of("1", "it's"), List.of("9", "nine"));
  }

  private static void parameter(ArrayNode list, String name, String type, String value) {
    ObjectNode parameter = list.addObject();
    if (!name.isEmpty()) {
      parameter.put("name", name);
    }
    parameter.putObject("parameterType").put("type", type);
    parameter.putObject("parameterValue").put("value", value);
  }

  @Test
  void theDefaultDatasetIsWhereUnqualifiedNamesAre() {
    ObjectNode request = Client.request("DELETE FROM t WHERE t.id = 1");
    request.putObject("defaultDataset").put("datasetId", "shop");

    assertThat(sandbox.post("/queries", request).text("/numDmlAffectedRows")).isEqualTo("1");
    assertThat(names()).hasSize(2);
  }

  @Test
  void theTableTellsOfItsChange() {
    Answer before = sandbox.get("/datasets/shop/tables/t").valid("Table");
    sandbox.run("INSERT INTO shop.t (id, name) VALUES (4, 'four')");
    Answer after = sandbox.get("/datasets/shop/tables/t").valid("Table");

    assertThat(before.text("/numRows")).isEqualTo("3");
    assertThat(after.text("/numRows")).isEqualTo("4");
    assertThat(Long.parseLong(after.text("/numBytes")))
        .isEqualTo(Long.parseLong(before.text("/numBytes")) + 8 + 2 + 4);
    assertThat(after.text("/etag")).isNotEqualTo(before.text("/etag"));
    assertThat(Long.parseLong(after.text("/lastModifiedTime")))
        .isGreaterThanOrEqualTo(Long.parseLong(before.text("/lastModifiedTime")));
    assertThat(sandbox.get("/datasets/shop/tables/t/data").valid("TableDataList").rows())
        .hasSize(4);
  }

  @Test
  void aDryRunChangesNothingAndCountsTheWholeTable() {
    Answer dry = sandbox.dryRun("DELETE FROM shop.t WHERE id = 1").valid("Job");

    assertThat(dry.text("/statistics/query/statementType")).isEqualTo("DELETE");
    assertThat(dry.text("/statistics/totalBytesProcessed"))
        .isEqualTo(sandbox.get("/datasets/shop/tables/t").text("/numBytes"));
    assertThat(dry.json().at("/statistics/query").has("numDmlAffectedRows")).isFalse();
    sandbox.dryRun("INSERT INTO shop.t (id) VALUES (7)").valid("Job");
    assertThat(names()).hasSize(3);
  }

  @Test
  void aCapOnBilledBytesStopsAChange() {
    ObjectNode request = Client.request("DELETE FROM shop.t WHERE TRUE");
    sandbox
        .post("/queries", request.put("maximumBytesBilled", "1000"))
        .failed(400, "bytesBilledLimitExceeded");
    assertThat(names()).hasSize(3);
    assertThat(
            sandbox
                .post("/queries", request.put("maximumBytesBilled", "10485760"))
                .text("/numDmlAffectedRows"))
        .isEqualTo("3");
  }

  @Test
  void aRepeatedJobIdAndARepeatedRequestIdHaveNoSecondEffect() {
    sandbox.job("once", "INSERT INTO shop.t (id) VALUES (50)");
    sandbox
        .post("/jobs", Client.job("once", "INSERT INTO shop.t (id) VALUES (50)"))
        .failed(409, "duplicate");
    ObjectNode request =
        Client.request("INSERT INTO shop.t (id) VALUES (51)").put("requestId", "again");
    Answer first = sandbox.post("/queries", request);
    Answer second = sandbox.post("/queries", request);

    assertThat(second.json()).isEqualTo(first.json());
    assertThat(sandbox.cell("SELECT COUNT(*) FROM shop.t WHERE id >= 50")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM shop.t | invalidQuery | 400 | DELETE must have a WHERE clause at [1:1]",
        "UPDATE shop.t SET nope = 1 WHERE TRUE | invalidQuery | 400 | Unrecognized name: nope",
        "INSERT INTO shop.t (id) VALUES ('x') | invalidQuery | 400 | Value has type STRING which"
            + " cannot be inserted into column id, which has type INT64",
        "INSERT INTO shop.t (name) VALUES ('x') | invalidQuery | 400 | Required field id cannot be"
            + " null",
        "UPDATE shop.t SET id = IF(id = 3, NULL, id + 10) WHERE TRUE | invalidQuery | 400 |"
            + " Required field id cannot be null",
        "UPDATE shop.t SET name = 'x' WHERE 1 / (id - 3) > 0 | invalidQuery | 400 | division by"
            + " zero",
        "UPDATE shop.t SET tags = ['a', NULL] WHERE TRUE | invalidQuery | 400 | Array cannot have a"
            + " null element; error in writing field tags",
        "UPDATE shop.t SET name = o.status FROM shop.orders o WHERE o.id < 3 | invalidQuery | 400 |"
            + " UPDATE with join requires that each row",
        "DELETE FROM shop.nope WHERE TRUE | notFound | 404 | Not found: Table demo:shop.nope was not"
            + " found in location US",
        "DELETE FROM shop.INFORMATION_SCHEMA.TABLES WHERE TRUE | invalidQuery | 400 | Rows of a"
            + " metadata view cannot be changed",
        "INSERT INTO shop.t (id) VALUES (1) THEN RETURN id | invalidQuery | 400 | The sandbox cannot"
            + " run this: INSERT with returning",
        "INSERT OR REPLACE INTO shop.t (id) VALUES (1) | invalidQuery | 400 | The sandbox cannot run"
            + " this: INSERT OR REPLACE",
        "DELETE FROM shop.t WHERE TRUE ASSERT_ROWS_MODIFIED 1 | invalidQuery | 400 | The sandbox"
            + " cannot run this: DELETE with assert rows modified",
        "INSERT INTO shop.t (id) VALUES (8); SELECT 1 | invalidQuery | 400 | The sandbox cannot run"
            + " this: it is a script",
        "FROM shop.t !!> INSERT INTO shop.t | invalidQuery | 400 | The sandbox cannot run this",
      })
  void aFailedStatementChangesNothing(String sql, String reason, int status, String message) {
    assertThat(sandbox.query(sql.replace("!!", "|")).failed(status, reason).message())
        .startsWith(message);

    assertThat(names())
        .containsExactly(List.of("1", "one"), List.of("2", "two"), List.of("3", "-"));
  }

  @Test
  void legacySqlChangesNothing() {
    ObjectNode request = Client.MAPPER.createObjectNode();
    request.put("query", "DELETE FROM shop.t WHERE TRUE");

    assertThat(sandbox.post("/queries", request).failed(400, "invalidQuery").message())
        .contains("Set useLegacySql to false");
    assertThat(names()).hasSize(3);
  }

  @Test
  void aJobThatFailsSaysSoInItsStatus() {
    Answer job = sandbox.job("failed", "INSERT INTO shop.t (name) VALUES ('x')");

    assertThat(job.text("/status/state")).isEqualTo("DONE");
    assertThat(job.text("/status/errorResult/reason")).isEqualTo("invalidQuery");
    sandbox.get("/queries/failed").failed(400, "invalidQuery");
  }
}
