package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.googlesql.sandbox.Client.Answer;
import dev.chaperone.googlesql.sandbox.shop.SampleShop;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CatalogTest {
  @Test
  void aDiscoveryDocumentIsAtHandToCheckAnswersWith() {
    Assumptions.assumeTrue(
        DiscoverySchemas.available().isPresent(),
        "SKIPPED: no discovery document beside the checkout and no Cloud SDK; answers of the"
            + " sandbox are not checked against BigQuery's schemas");
    assertThat(
            DiscoverySchemas.available()
                .orElseThrow()
                .faults(
                    "QueryResponse",
                    Client.MAPPER.createObjectNode().put("totalRows", 1).put("x", 1)))
        .hasSize(2);
  }

  @Test
  void projectsDatasetsAndTablesAreListed() {
    Answer projects =
        Client.send(HttpRequest.newBuilder(Client.uri("/bigquery/v2/projects")).build())
            .valid("ProjectList");
    assertThat(projects.text("/projects/0/projectReference/projectId")).isEqualTo("demo");
    assertThat(
            Client.get("/datasets")
                .valid("DatasetList")
                .text("/datasets/0/datasetReference/datasetId"))
        .isEqualTo("shop");
    Client.get("/datasets/shop").valid("Dataset");
    Client.get("/serviceAccount").valid("GetServiceAccountResponse");
    Answer tables = Client.get("/datasets/shop/tables").valid("TableList");
    assertThat(tables.json().path("tables").findValuesAsText("tableId"))
        .containsExactly("customers", "orders", "events");
    assertThat(
            Client.send(HttpRequest.newBuilder(Client.uri("/projects/billing/datasets")).build())
                .valid("DatasetList")
                .json()
                .path("datasets"))
        .isEmpty();
  }

  @Test
  void aTableTellsItsSchemaSizeAndPartitioning() {
    Answer events = Client.get("/datasets/shop/tables/events").valid("Table");
    assertThat(events.text("/timePartitioning/type")).isEqualTo("DAY");
    assertThat(events.text("/timePartitioning/field")).isEqualTo("event_time");
    assertThat(events.text("/numRows")).isEqualTo("10000");
    assertThat(Long.parseLong(events.text("/numBytes"))).isPositive();

    Answer customers = Client.get("/datasets/shop/tables/customers?view=BASIC").valid("Table");
    assertThat(customers.json().has("numRows")).isFalse();
    List<String> names = new ArrayList<>();
    customers.json().at("/schema/fields").forEach(f -> names.add(f.path("name").asText()));
    assertThat(names)
        .containsExactly(
            "id", "name", "email", "ssn", "phone", "country", "address", "tags", "created_at");
  }

  @Test
  void tableRowsPageAndCanBeNarrowed() {
    Answer first =
        Client.get("/datasets/shop/tables/customers/data?maxResults=2&selectedFields=email,id")
            .valid("TableDataList");
    assertThat(first.text("/totalRows")).isEqualTo("5000");
    assertThat(first.rows().getFirst()).hasSize(2).first().isEqualTo("1");
    Answer second =
        Client.get(
            "/datasets/shop/tables/customers/data?maxResults=2&pageToken="
                + first.text("/pageToken"));
    assertThat(second.rows().getFirst().getFirst()).isEqualTo("3");
    Client.get("/datasets/shop/tables/customers/data?pageToken=bogus").failed(400, "invalid");
    Client.get("/datasets/shop/tables/customers/data?maxResults=x").failed(400, "invalid");
  }

  @Test
  void whatIsMissingIsNotFound() {
    assertThat(Client.get("/datasets/nope").failed(404, "notFound").message())
        .isEqualTo("Not found: Dataset demo:nope");
    assertThat(Client.get("/datasets/shop/tables/nope").failed(404, "notFound").message())
        .isEqualTo("Not found: Table demo:shop.nope");
    Client.send(HttpRequest.newBuilder(Client.uri("/elsewhere")).build()).failed(404, "notFound");
  }

  @Test
  void theDiscoveryDocumentNamesThisServer() {
    Answer document =
        Client.send(HttpRequest.newBuilder(Client.uri("/$discovery/rest?version=v2")).build());

    assertThat(document.text("/rootUrl")).isEqualTo(Client.uri("/").toString());
    assertThat(document.json().toString()).doesNotContain("googleapis.com");
    assertThat(document.text("/resources/jobs/methods/getQueryResults/path"))
        .isEqualTo("projects/{+projectId}/queries/{+jobId}");
  }

  @Test
  void theShopIsTheSameAtEveryStart() {
    assertThat(SampleShop.warehouse()).isEqualTo(SampleShop.warehouse());
    assertThat(Client.run("SELECT id, amount, order_date FROM shop.orders WHERE id = 1").rows())
        .containsExactly(List.of("1", "518.97", "2025-06-09"));
    assertThat(Client.run("SELECT MAX(event_time) < '2026-07-01' FROM shop.events").rows())
        .containsExactly(List.of("true"));
  }

  @Test
  void personalDataIsVisiblyFake() {
    List<List<String>> people =
        Client.run("SELECT email, ssn, IFNULL(phone, '') FROM shop.customers").rows();

    assertThat(people)
        .hasSize(5_000)
        .allSatisfy(
            person -> {
              assertThat(person.get(0)).endsWith("@example.com");
              assertThat(person.get(1)).matches("9\\d\\d-[0-4]\\d-\\d{4}");
              assertThat(person.get(2)).matches("(\\+1-555-01\\d\\d)?");
            });
  }
}
