package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.Client.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @Test
  void everyTypeHasBigQuerysWireForm() {
    Answer answer =
        Client.run(
            """
            SELECT 1 AS i, 1.5 AS f, TRUE AS b, 'é' AS s, b'\\x00\\xff' AS y, DATE '2026-01-31' AS d,
              TIME '12:30:00' AS t, DATETIME '2026-01-31 12:30:00.25' AS dt,
              TIMESTAMP '2026-01-31 12:30:00.5+00' AS ts, NUMERIC '12.50' AS n,
              BIGNUMERIC '-0.00000000000000000000000000000000000001' AS bn, JSON '{"a":[1]}' AS j,
              INTERVAL '1-2 3 4:5:6' YEAR TO SECOND AS iv,
              RANGE<DATE> '[2026-01-01, UNBOUNDED)' AS r
            """);

    assertThat(answer.rows())
        .containsExactly(
            List.of(
                "1",
                "1.5",
                "true",
                "é",
                "AP8=",
                "2026-01-31",
                "12:30:00",
                "2026-01-31T12:30:00.250000",
                "1.7698626005E9",
                "12.5",
                "-0.00000000000000000000000000000000000001",
                "{\"a\":[1]}",
                "1-2 3 4:5:6",
                "[2026-01-01, UNBOUNDED)"));
    assertThat(answer.json().at("/schema/fields").findValuesAsText("type"))
        .containsExactly(
            "INTEGER",
            "FLOAT",
            "BOOLEAN",
            "STRING",
            "BYTES",
            "DATE",
            "TIME",
            "DATETIME",
            "TIMESTAMP",
            "NUMERIC",
            "BIGNUMERIC",
            "JSON",
            "INTERVAL",
            "RANGE",
            "DATE");
  }

  @Test
  void structsArraysAndNullsNest() {
    Answer answer =
        Client.run(
            "SELECT STRUCT(1 AS a, CAST(NULL AS STRING) AS b) AS s, [STRUCT(2 AS c)] AS l,"
                + " CAST(NULL AS INT64) AS n, ARRAY<INT64>[] AS e, CAST(NULL AS STRUCT<x INT64>) AS z");

    assertThat(answer.cell(0, 0)).hasToString("{\"f\":[{\"v\":\"1\"},{\"v\":null}]}");
    assertThat(answer.cell(0, 1)).hasToString("[{\"v\":{\"f\":[{\"v\":\"2\"}]}}]");
    assertThat(answer.cell(0, 2).isNull()).isTrue();
    assertThat(answer.cell(0, 3)).hasToString("[]");
    assertThat(answer.cell(0, 4).isNull()).isTrue();
    assertThat(answer.text("/schema/fields/0/fields/1/name")).isEqualTo("b");
    assertThat(answer.text("/schema/fields/1/mode")).isEqualTo("REPEATED");
  }

  @Test
  void timestampsComeInTheFormatAskedFor() {
    ObjectNode micros = Client.request("SELECT TIMESTAMP '1969-12-31 23:59:59.999999+00' AS t");
    micros.putObject("formatOptions").put("useInt64Timestamp", true);
    ObjectNode iso = Client.request("SELECT TIMESTAMP '2026-01-31 12:30:00.5+00' AS t");
    iso.putObject("formatOptions").put("timestampOutputFormat", "ISO8601_STRING");

    assertThat(Client.post("/queries", micros).rows()).containsExactly(List.of("-1"));
    assertThat(Client.post("/queries", iso).rows())
        .containsExactly(List.of("2026-01-31T12:30:00.500000Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM shop.orders",
        "SELECT COUNT(*) FROM demo.shop.orders",
        "SELECT COUNT(*) FROM `shop.orders`",
        "SELECT COUNT(*) FROM `demo.shop.orders`",
        "SELECT COUNT(*) FROM `demo.shop`.orders",
        "SELECT COUNT(*) FROM `demo`.shop.`orders`",
        "SELECT COUNT(orders.id) FROM shop.orders",
        "SELECT COUNT(o.id) FROM shop.orders AS o",
        "WITH orders AS (SELECT 1 AS x), b AS (SELECT id FROM shop.orders)"
            + " SELECT COUNT(*) FROM orders, b",
        "SELECT COUNT(DISTINCT orders.id) FROM shop.orders, orders.items",
        "SELECT COUNT(DISTINCT é.id) FROM /* ünïcode */ shop.orders AS é JOIN shop.customers c"
            + " ON c.id = é.customer_id",
        "FROM shop.orders |> AGGREGATE COUNT(*)",
        "SELECT (SELECT COUNT(*) FROM shop.orders)"
      })
  void everySpellingOfATableIsFound(String sql) {
    assertThat(Client.run(sql.replace("é", "e_")).rows()).containsExactly(List.of("30000"));
  }

  @Test
  void anUnqualifiedNameBelongsToTheDefaultDataset() {
    ObjectNode request = Client.request("SELECT COUNT(*) FROM orders");
    request.putObject("defaultDataset").put("datasetId", "shop").put("projectId", "demo");

    assertThat(Client.post("/queries", request).rows()).containsExactly(List.of("30000"));
    assertThat(Client.query("SELECT COUNT(*) FROM orders").failed(400, "invalidQuery").message())
        .contains("must be qualified with a dataset");
    request.putObject("defaultDataset").put("datasetId", "nowhere");
    assertThat(Client.post("/queries", request).failed(404, "notFound").message())
        .isEqualTo("Not found: Dataset demo:nowhere was not found in location US");
  }

  @Test
  void windowsQualifyPipesAndStructsRun() {
    assertThat(
            Client.run(
                    "SELECT customer_id, ROW_NUMBER() OVER (PARTITION BY status ORDER BY amount"
                        + " DESC, id) AS place FROM shop.orders QUALIFY place = 1")
                .rows())
        .hasSize(5)
        .allMatch(row -> row.get(1).equals("1"));
    assertThat(
            Client.run(
                    "FROM shop.events |> WHERE JSON_VALUE(properties.device) = 'phone'"
                        + " |> AGGREGATE COUNT(*) AS n GROUP BY kind |> ORDER BY n DESC |> LIMIT 1")
                .rows()
                .getFirst()
                .getFirst())
        .isEqualTo("view");
    assertThat(Client.run("SELECT AS STRUCT 1 AS a, 'x' AS b").rows())
        .containsExactly(List.of("1", "x"));
    assertThat(
            Client.run("SELECT 1, 'x' AS b, 2")
                .json()
                .at("/schema/fields")
                .findValuesAsText("name"))
        .containsExactly("f0_", "b", "f1_");
  }

  @Test
  void namedAndPositionalParametersAreBound() {
    ObjectNode named = Client.request("SELECT @n + 1, @s, @d, @l[OFFSET(1)], @t, @m, @p.x");
    named.put("parameterMode", "NAMED");
    ArrayNode list = named.putArray("queryParameters");
    parameter(list, "n", "INT64", "41");
    parameter(list, "s", "STRING", "it's");
    parameter(list, "d", "DATE", "2026-02-01");
    ObjectNode array = list.addObject().put("name", "l");
    array
        .putObject("parameterType")
        .put("type", "ARRAY")
        .putObject("arrayType")
        .put("type", "INT64");
    ArrayNode values = array.putObject("parameterValue").putArray("arrayValues");
    values.addObject().put("value", "1");
    values.addObject().put("value", "2");
    parameter(list, "t", "TIMESTAMP", "2026-01-31 12:30:00+00:00");
    parameter(list, "m", "NUMERIC", "1.25");
    ObjectNode struct = list.addObject().put("name", "p");
    ObjectNode type = struct.putObject("parameterType").put("type", "STRUCT");
    type.putArray("structTypes")
        .addObject()
        .put("name", "x")
        .putObject("type")
        .put("type", "STRING");
    struct.putObject("parameterValue").putObject("structValues").putObject("x").put("value", "y");
    assertThat(Client.post("/queries", named).valid("QueryResponse").rows())
        .containsExactly(List.of("42", "it's", "2026-02-01", "2", "1.7698626E9", "1.25", "y"));

    ObjectNode positional =
        Client.request("SELECT id FROM (SELECT id, ? AS unread FROM shop.orders) WHERE id = ?");
    positional.put("parameterMode", "POSITIONAL");
    ArrayNode two = positional.putArray("queryParameters");
    parameter(two, "", "STRING", "?");
    parameter(two, "", "INT64", "7");
    assertThat(Client.post("/queries", positional).rows()).containsExactly(List.of("7"));
  }

  private static void parameter(ArrayNode list, String name, String type, String value) {
    ObjectNode parameter = list.addObject();
    if (!name.isEmpty()) {
      parameter.put("name", name);
    }
    parameter.putObject("parameterType").put("type", type);
    parameter.putObject("parameterValue").put("value", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT foo FROM shop.orders | 400 | invalidQuery | Unrecognized name: foo at [1:8]",
        "SELEC 1 | 400 | invalidQuery | Syntax error: Unexpected identifier \"SELEC\" at [1:1]",
        "SELECT * FROM shop.x | 404 | notFound |"
            + " Not found: Table demo:shop.x was not found in location US",
        "SELECT * FROM `demo.shop.x` | 404 | notFound |"
            + " Not found: Table demo:shop.x was not found in location US",
        "SELECT * FROM nope.x | 404 | notFound |"
            + " Not found: Dataset demo:nope was not found in location US",
        "SELECT 1/0 | 400 | invalidQuery | division by zero: 1 / 0",
        "SELECT a.id, b.id FROM shop.orders a, shop.orders b LIMIT 1 | 400 | invalidQuery |"
            + " Duplicate column names in the result",
        "MERGE shop.orders a USING shop.orders b ON FALSE WHEN MATCHED THEN DELETE | 400 |"
            + " invalidQuery | The sandbox cannot run this: MERGE statements",
        "CREATE FUNCTION shop.f(x INT64) AS (x + 1) | 400 | invalidQuery |"
            + " The sandbox cannot run this: CREATE FUNCTION statements",
        "SELECT 1; DROP TABLE shop.orders | 400 | invalidQuery |"
            + " The sandbox cannot run this: it is a script",
        "SELECT APPROX_COUNT_DISTINCT(id) FROM shop.orders | 400 | invalidQuery |"
            + " The sandbox cannot run this: Unsupported built-in function: approx_count_distinct",
        "DECLARE x INT64; SELECT 1 | 400 | invalidQuery |"
            + " The sandbox cannot run this: it is a script",
        "SELECT SEARCH(name, 'x') FROM shop.customers | 400 | invalidQuery |"
            + " The sandbox cannot run this: its engine does not have SEARCH",
        "SELECT 1 FROM shop.orders FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP() | 400 | invalidQuery |"
            + " The sandbox cannot run this: tables have no past",
        "SELECT ST_GEOGPOINT(1, 2) | 400 | invalidQuery | The sandbox cannot run this: it returns"
      })
  void whatCannotRunSaysWhyInBigQuerysShape(String sql, int status, String reason, String message) {
    assertThat(Client.query(sql).failed(status, reason).message()).startsWith(message);
  }

  @Test
  void textThatWouldCrashTheNativeParserNeverReachesIt() {
    assertThat(Client.query("SELECT " + "(".repeat(101) + "1" + ")".repeat(101)).message())
        .contains("nested more than 100 deep");
    assertThat(Client.query("SELECT '" + "x".repeat(60_000) + "'").message())
        .contains("the limit is 60,000");
    assertThat(Client.run("SELECT 1" + " + 1".repeat(150)).rows()).containsExactly(List.of("151"));
  }

  @Test
  void legacySqlIsRefusedUnlessItReadsTheSame() {
    ObjectNode legacy = Client.MAPPER.createObjectNode().put("query", "SELECT 17 AS n");
    assertThat(Client.post("/queries", legacy).rows()).containsExactly(List.of("17"));

    legacy.put("query", "SELECT id FROM [demo:shop.orders]");
    assertThat(Client.post("/queries", legacy).failed(400, "invalidQuery").message())
        .contains("Set useLegacySql to false");
    legacy.put("query", "SELECT email, amount FROM shop.customers, shop.orders LIMIT 1");
    assertThat(Client.post("/queries", legacy).failed(400, "invalidQuery").message())
        .contains("Set useLegacySql to false");
    legacy.put("query", "#standardSQL\nSELECT COUNT(*) FROM shop.customers c, c.tags");
    assertThat(Client.post("/queries", legacy).status()).isEqualTo(200);
  }

  @Test
  void aGzippedChunkedBodyIsRead() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(Client.request("SELECT 5 AS n").toString().getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest request =
        HttpRequest.newBuilder(Client.uri("/projects/demo/queries"))
            .header("Content-Encoding", "gzip")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(zipped.toByteArray())))
            .build();

    assertThat(Client.send(request).valid("QueryResponse").rows()).containsExactly(List.of("5"));
  }

  @Test
  void brokenBodiesAreRefused() {
    HttpRequest.Builder request = HttpRequest.newBuilder(Client.uri("/projects/demo/queries"));
    Client.send(request.POST(HttpRequest.BodyPublishers.ofString("{nonsense")).build())
        .failed(400, "parseError");
    Client.send(request.POST(HttpRequest.BodyPublishers.ofString("[]")).build())
        .failed(400, "invalid");
    Client.send(request.POST(HttpRequest.BodyPublishers.noBody()).build()).failed(400, "required");
    Client.send(
            request.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(10 << 20) + 1])).build())
        .failed(413, "uploadTooLarge");
  }

  @Test
  void theSameRequestIdFindsTheSameJob() {
    ObjectNode request = Client.request("SELECT RAND() AS r").put("requestId", "once-only");

    Answer first = Client.post("/queries", request);
    Answer again = Client.post("/queries", request);

    assertThat(again.rows()).isEqualTo(first.rows());
    assertThat(again.text("/jobReference/jobId")).isEqualTo(first.text("/jobReference/jobId"));
  }

  @Test
  void metadataViewsDescribeTheShop() {
    assertThat(
            Client.run(
                    "SELECT data_type FROM shop.INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE table_name = 'orders' AND column_name = 'items'")
                .rows())
        .containsExactly(List.of("ARRAY<STRUCT<sku STRING, quantity INT64, gift_note STRING>>"));
    assertThat(
            Client.run("SELECT table_name FROM shop.INFORMATION_SCHEMA.TABLES ORDER BY 1").rows())
        .containsExactly(List.of("customers"), List.of("events"), List.of("orders"));
  }
}
