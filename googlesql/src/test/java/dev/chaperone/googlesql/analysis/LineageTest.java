package dev.chaperone.googlesql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import dev.chaperone.sql.wire.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P6 begins here: where each column of a result comes from. In this process, as the worker does it.
 */
class LineageTest {
  private static final TableName CUSTOMERS = TableName.of("demo", "shop", "customers");
  private static final TableName ORDERS = TableName.of("demo", "shop", "orders");
  private static final TableName EVENTS = TableName.of("demo", "shop", "events");
  private static final TableName PEOPLE = TableName.of("demo", "shop", "people");
  private static final TableName OPAQUE = TableName.of("demo", "shop", "opaque");

  private static final CatalogueSnapshot CATALOGUE =
      new CatalogueSnapshot(
          List.of(
              TableEntry.table(
                  CUSTOMERS,
                  Field.of("id", "INT64"),
                  Field.of("name", "STRING"),
                  Field.of("email", "STRING"),
                  Field.of("ssn", "STRING"),
                  Field.struct(
                      "address", false, Field.of("city", "STRING"), Field.of("zip", "STRING")),
                  new Field("tags", "STRING", true, List.of())),
              TableEntry.table(
                  ORDERS,
                  Field.of("id", "INT64"),
                  Field.of("customer_id", "INT64"),
                  Field.of("amount", "NUMERIC"),
                  Field.struct(
                      "items", true, Field.of("sku", "STRING"), Field.of("gift_note", "STRING"))),
              new TableEntry(
                  EVENTS,
                  List.of(Field.of("id", "INT64"), Field.of("day", "DATE")),
                  Optional.empty(),
                  List.of("day")),
              TableEntry.view(
                  PEOPLE,
                  "SELECT id, ssn AS number FROM demo.shop.customers WHERE email LIKE 'a%'",
                  Field.of("id", "INT64"),
                  Field.of("number", "STRING")),
              TableEntry.view(OPAQUE, "SELECT broken FROM nowhere", Field.of("x", "INT64"))),
          List.of(
              new RoutineEntry(
                  new RoutineName(RoutineName.Kind.FUNCTION, "shop.scramble"),
                  RoutineEntry.Language.JAVASCRIPT,
                  List.of(new RoutineEntry.Argument("x", "STRING")),
                  Optional.of("STRING"),
                  List.of(),
                  Optional.empty())));

  private static NativeAnalyser analyser;
  private static RegisteredCatalogs catalogs;

  @BeforeAll
  static void load() {
    analyser = NativeAnalyser.load();
    catalogs = new RegisteredCatalogs(analyser);
  }

  private static ScriptFacts script(String sql) {
    return Analysis.of(
        analyser,
        catalogs,
        new Message.Request(1, sql, Optional.of("demo"), Optional.of("shop"), CATALOGUE));
  }

  private static StatementFacts last(String sql) {
    ScriptFacts facts = script(sql);
    assertThat(facts.doubts()).isEmpty();
    return facts.statements().getLast();
  }

  private static String origins(OutputColumn column) {
    return switch (column.sources()) {
      case Fact.Unknown<Set<OutputColumn.Source>> unknown -> "?";
      case Fact.Known<Set<OutputColumn.Source>>(Set<OutputColumn.Source> sources) ->
          sources.stream()
              .map(s -> s.toString().replace("demo.shop.", ""))
              .sorted()
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.joining("+"), o -> o.isEmpty() ? "-" : o));
    };
  }

  private static String output(String sql) {
    StatementFacts facts = last(sql);
    return switch (facts.output()) {
      case Fact.Unknown<List<OutputColumn>>(String reason) -> "unknown: " + reason;
      case Fact.Known<List<OutputColumn>>(List<OutputColumn> columns) ->
          columns.stream().map(LineageTest::origins).collect(Collectors.joining(", "));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "SELECT 1 ¦ -",
        "SELECT ssn FROM customers ¦ =customers.ssn",
        "SELECT c.ssn AS x, UPPER(email) FROM shop.customers c ¦ =customers.ssn, ~customers.email",
        "SELECT address FROM customers ¦ =customers.address",
        "SELECT address.zip FROM customers ¦ =customers.address.zip",
        "SELECT c FROM customers c ¦ =customers.id, =customers.name, =customers.email, =customers.ssn, =customers.address, =customers.tags",
        "SELECT TO_JSON_STRING(c) FROM (SELECT id, ssn FROM customers) c ¦ ~customers.id+~customers.ssn",
        "SELECT STRUCT(ssn AS a, id AS b).b FROM customers ¦ =customers.id",
        "SELECT STRUCT(ssn AS a, id AS b) FROM customers ¦ =customers.ssn, =customers.id",
        "SELECT items FROM orders ¦ =orders.items",
        "SELECT i.gift_note FROM orders, UNNEST(items) i ¦ =orders.items.gift_note",
        "SELECT i.gift_note FROM orders o, o.items i ¦ =orders.items.gift_note",
        "SELECT items[OFFSET(0)].sku FROM orders ¦ =orders.items.sku",
        "SELECT ARRAY(SELECT gift_note FROM UNNEST(items)) FROM orders ¦ =orders.items.gift_note",
        "SELECT ARRAY(SELECT AS STRUCT sku FROM UNNEST(items)) FROM orders ¦ =orders.items.sku",
        "SELECT IF(ssn = '1', 'a', 'b') FROM customers ¦ ~customers.ssn",
        "SELECT NULLIF(name, ssn) FROM customers ¦ ~customers.name+~customers.ssn",
        "SELECT CASE WHEN ssn > '1' THEN id END FROM customers ¦ ~customers.id+~customers.ssn",
        "SELECT EXISTS (SELECT 1 FROM customers WHERE ssn = '1') ¦ ~customers.ssn",
        "SELECT '1' IN (SELECT ssn FROM customers) ¦ ~customers.ssn",
        "SELECT (SELECT MAX(ssn) FROM customers) ¦ ~customers.ssn",
        "SELECT COUNT(*) FROM customers WHERE ssn = '1' ¦ -",
        "SELECT COUNT(ssn), COUNT(UPPER(ssn)), COUNT(DISTINCT email) FROM customers ¦ -, ~customers.ssn, ~customers.email",
        "SELECT ssn IS NULL, NULLIF(ssn, '1') IS NULL FROM customers ¦ -, ~customers.ssn",
        "SELECT ARRAY_LENGTH(items), off FROM orders, UNNEST(items) WITH OFFSET off ¦ -, -",
        "SELECT off FROM customers, UNNEST(SPLIT(ssn, 'a')) x WITH OFFSET off ¦ ~customers.ssn",
        "UPDATE customers SET name = ssn, email = 'x' WHERE TRUE ¦ =customers.ssn, -",
        "UPDATE customers c SET name = o.items[OFFSET(0)].gift_note FROM orders o WHERE o.id = c.id ¦ =orders.items.gift_note",
        "INSERT INTO customers (id, name) VALUES (1, (SELECT MAX(ssn) FROM customers)) ¦ -, ~customers.ssn",
        "MERGE orders o USING customers c ON o.id = c.id WHEN MATCHED THEN UPDATE SET customer_id = LENGTH(c.ssn) WHEN NOT MATCHED THEN INSERT (id) VALUES (c.id) ¦ ~customers.ssn, =customers.id",
        "CREATE TABLE shop.copy (mail STRING) AS SELECT email FROM customers ¦ =customers.email",
        "SELECT ssn, COUNT(*) FROM customers GROUP BY ssn ¦ =customers.ssn, -",
        "SELECT ARRAY_AGG(ssn ORDER BY name) FROM customers ¦ ~customers.name+~customers.ssn",
        "SELECT FIRST_VALUE(ssn) OVER (PARTITION BY name ORDER BY id) FROM customers ¦ ~customers.ssn",
        "SELECT id FROM orders UNION ALL SELECT id FROM customers ¦ =customers.id+=orders.id",
        "SELECT name FROM customers EXCEPT DISTINCT SELECT ssn FROM customers ¦ =customers.name+=customers.ssn",
        "WITH a AS (SELECT ssn s FROM customers), b AS (SELECT s t FROM a) SELECT t FROM b ¦ =customers.ssn",
        "WITH RECURSIVE r AS (SELECT ssn x, id n FROM customers UNION ALL SELECT x, n + 1 FROM r WHERE n < 5) SELECT x, n FROM r ¦ =customers.ssn, =customers.id+~customers.id",
        "SELECT * FROM (SELECT name, ssn, id FROM customers) PIVOT (MAX(ssn) FOR name IN ('a', 'b')) ¦ =customers.id, ~customers.name+~customers.ssn, ~customers.name+~customers.ssn",
        "SELECT v FROM customers UNPIVOT (v FOR k IN (ssn, email)) ¦ ~customers.email+~customers.ssn",
        "SELECT o.id, c.ssn FROM orders o JOIN customers c ON o.customer_id = c.id ¦ =orders.id, =customers.ssn",
        "FROM customers |> WHERE id > 1 |> SELECT ssn AS x |> EXTEND x || 'a' AS y ¦ =customers.ssn, ~customers.ssn",
        "FROM customers |> AGGREGATE MAX(ssn) AS m GROUP BY name ¦ =customers.name, ~customers.ssn",
        "SELECT ARRAY_TRANSFORM(tags, t -> t || ssn) FROM customers ¦ ~customers.ssn+~customers.tags",
        "SELECT WITH(a AS ssn, a || 'x') FROM customers ¦ ~customers.ssn",
        "SELECT shop.scramble(ssn) FROM customers ¦ ~customers.ssn",
        "SELECT number FROM people ¦ =customers.ssn+=people.number",
        "SELECT x FROM opaque ¦ ?",
        "CREATE TEMP FUNCTION f(x STRING) AS (UPPER(x)); SELECT f(ssn) FROM customers ¦ ~customers.ssn",
        "CREATE TEMP TABLE t AS SELECT ssn AS s FROM customers; SELECT s FROM t ¦ =customers.ssn",
        "CREATE TABLE shop.copy AS SELECT ssn FROM customers ¦ =customers.ssn",
        "INSERT INTO orders (id, customer_id) SELECT id, LENGTH(ssn) FROM customers ¦ =customers.id, ~customers.ssn",
        "EXPORT DATA OPTIONS (uri = 'gs://x/*', format = 'CSV') AS SELECT email FROM customers ¦ =customers.email",
        "SELECT @p, ssn FROM customers WHERE id = @id ¦ -, =customers.ssn",
        "SELECT ? , ssn FROM customers WHERE id = ? ¦ -, =customers.ssn",
        "SELECT _PARTITIONTIME FROM orders ¦ =orders._PARTITIONTIME",
        "SELECT `ssn` FROM `demo.shop.customers` ¦ =customers.ssn",
        "SELECT ssn FROM demo.shop.customers LIMIT 5 ¦ =customers.ssn",
        "SELECT email FROM customers QUALIFY ROW_NUMBER() OVER (ORDER BY ssn) = 1 ¦ =customers.email",
      })
  void everyColumnOfAResultHasItsOrigins(String sql, String expected) {
    assertThat(output(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT broken FROM customers",
        "SELECT * FROM nowhere",
        "SELECT shop.unknown(ssn) FROM customers",
        "DECLARE x STRING; SELECT x, ssn FROM customers",
        "SELECT * FROM customers MATCH_RECOGNIZE (ORDER BY id MEASURES MAX(a.ssn) AS m PATTERN (a) DEFINE a AS id > 1)",
        "UPDATE orders SET items[OFFSET(0)].sku = 'x' WHERE TRUE",
        "INSERT INTO customers (id) SELECT 1 THEN RETURN ssn",
        "SELECT * FROM EXTERNAL_QUERY('a', 'SELECT 1')",
      })
  void whatIsNotFollowedIsUnknownAndNeverEmpty(String sql) {
    for (StatementFacts facts : script(sql).statements()) {
      assertThat(facts.output().isKnown()).as(sql).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE OR REPLACE TABLE shop.events AS SELECT ssn AS id FROM customers; SELECT id FROM events",
        "INSERT INTO events (id) SELECT LENGTH(ssn) FROM customers; SELECT id FROM events",
        "CREATE TEMP TABLE events AS SELECT ssn AS id FROM customers; DROP TABLE events; SELECT id FROM events",
        "IF TRUE THEN CREATE TEMP TABLE events AS SELECT ssn AS id FROM customers; END IF; SELECT id FROM events",
        "CREATE TEMP TABLE events AS SELECT broken AS id FROM customers; SELECT id FROM events",
        "SET @@dataset_id = 'other'; SELECT id FROM events",
        "CALL shop.fill(); SELECT id FROM events",
        "EXECUTE IMMEDIATE 'CREATE TEMP TABLE events AS SELECT 1 AS id'; SELECT id FROM events",
      })
  void whatAScriptMayHaveChangedIsUnknown(String sql) {
    assertThat(script(sql).statements().getLast().output().isKnown()).isFalse();
  }

  @Test
  void conditionsAreReportedApart() {
    StatementFacts facts =
        last(
            "SELECT COUNT(*) FROM customers c JOIN orders o ON c.id = o.customer_id WHERE ssn = '1'");
    assertThat(facts.uses().toOptional().orElseThrow().toString())
        .contains("FILTER:demo.shop.customers.ssn")
        .contains("JOIN:demo.shop.orders.customer_id");
    assertThat(facts.output().toOptional().orElseThrow().getFirst().indirect().toString())
        .contains("demo.shop.customers.ssn");
    assertThat(facts.columns().toOptional().orElseThrow().toString())
        .contains("customers.ssn")
        .doesNotContain("customers.email");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "SELECT 1 / (LENGTH(ssn) - 5) FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT IF(ssn = '1', ERROR(''), 1) FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT CASE WHEN ssn LIKE '1%' THEN 1 END FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT CAST(ssn AS INT64) FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT COALESCE(NULLIF(ssn, '1'), ERROR('')) FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT SUBSTR('abc', LENGTH(ssn)) FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT shop.scramble(ssn) FROM customers ¦ CONDITION:demo.shop.customers.ssn",
        "SELECT '1' UNION DISTINCT SELECT ssn FROM customers ¦ GROUPING:demo.shop.customers.ssn",
        "SELECT 1 FROM customers, UNNEST(GENERATE_ARRAY(1, LENGTH(ssn))) ¦ JOIN:demo.shop.customers.ssn",
        "SELECT UPPER(ssn), SAFE_CAST(ssn AS INT64), SUBSTR(ssn, 1, 2), COALESCE(ssn, '-') FROM customers ¦ []",
        "SELECT ssn || 'a', ssn IS NULL, TO_JSON_STRING(c) FROM customers c ¦ []",
      })
  void whatAnErrorOrACountMayTellIsAUse(String sql, String use) {
    assertThat(last(sql).uses().toOptional().orElseThrow().toString()).contains(use);
  }

  @Test
  void callsWithinCallsTakeNoTimeToSpeakOf() {
    String sql = "ssn";
    for (int i = 0; i < 60; i++) {
      sql = "IF(TRUE, CONCAT(" + sql + ", 'x'), ssn)";
    }
    assertThat(output("SELECT " + sql + " FROM customers")).isEqualTo("~customers.ssn");
  }

  @Test
  void aViewsTablesAndConditionsCount() {
    StatementFacts facts = last("SELECT id FROM people");
    assertThat(facts.reads())
        .isEqualTo(Fact.known(Set.of(TableName.parse("people").orElseThrow())));
    assertThat(facts.readsThroughViews()).isEqualTo(Fact.known(Set.of(CUSTOMERS)));
    assertThat(facts.uses().toString()).contains("FILTER:demo.shop.customers.email");
    assertThat(last("SELECT x FROM opaque").readsThroughViews().isKnown()).isFalse();
  }

  @Test
  void limitsAndPartitionFiltersAreFound() {
    assertThat(last("SELECT * FROM events LIMIT 7").limit())
        .isEqualTo(Fact.known(OptionalLong.of(7)));
    assertThat(last("SELECT * FROM (SELECT * FROM events LIMIT 7)").limit())
        .isEqualTo(Fact.known(OptionalLong.empty()));
    assertThat(last("SELECT id FROM events").unfilteredPartitions())
        .isEqualTo(Fact.known(Set.of(EVENTS)));
    assertThat(last("SELECT id FROM events WHERE day = '2024-01-01'").unfilteredPartitions())
        .isEqualTo(Fact.known(Set.of()));
  }

  @Test
  void aChainOfJoinsIsStillFollowed() {
    StringBuilder sql = new StringBuilder("SELECT c0.ssn FROM customers c0");
    for (int i = 1; i < 60; i++) {
      sql.append(" JOIN customers c").append(i).append(" ON c0.id = c").append(i).append(".id");
    }
    assertThat(output(sql.toString())).isEqualTo("=customers.ssn");
  }

  @Test
  void existsWithinExistsTakesNoTimeToSpeakOf() {
    String sql = "ssn = '1'";
    for (int i = 0; i < 14; i++) {
      sql = "EXISTS (SELECT 1 FROM customers WHERE " + sql + ")";
    }
    assertThat(output("SELECT " + sql)).isEqualTo("~customers.ssn");
  }
}
