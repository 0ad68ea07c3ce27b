package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.googlesql.sandbox.engine.Column;
import dev.chaperone.googlesql.sandbox.engine.Relation;
import dev.chaperone.googlesql.sandbox.engine.Table;
import dev.chaperone.googlesql.sandbox.engine.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The methods of bigquery.tables and bigquery.tabledata that read, results of jobs included. */
final class TablesApi {
  private final Warehouse warehouse;
  private final CatalogApi catalog;
  private final Jobs jobs;

  TablesApi(Warehouse warehouse, CatalogApi catalog, Jobs jobs) {
    this.warehouse = warehouse;
    this.catalog = catalog;
    this.jobs = jobs;
  }

  void tables(HttpCall call, String project, String dataset) throws IOException, ApiException {
    catalog.check(project, dataset);
    List<Table> tables = warehouse.tablesOf(dataset);
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#tableList");
          json.writeStringField("etag", JobWriter.etag(dataset + tables.size()));
          json.writeArrayFieldStart("tables");
          for (Table table : tables) {
            json.writeStartObject();
            json.writeStringField("kind", "bigquery#table");
            tableIdentity(json, project, dataset, table.name());
            json.writeStringField("type", "TABLE");
            partitioning(json, table.partitionColumn());
            json.writeStringField("creationTime", CatalogApi.CREATED);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("totalItems", tables.size());
          json.writeEndObject();
        });
  }

  void table(HttpCall call, String project, String dataset, String name)
      throws IOException, ApiException {
    Optional<Job> job = jobs.byDestination(project, dataset, name);
    Table table =
        job.isPresent()
            ? Table.of(dataset, name, result(job.get(), project, dataset), Optional.empty())
            : find(project, dataset, name);
    boolean basic = call.parameter("view").filter("BASIC"::equals).isPresent();
    String modified =
        job.map(j -> Long.toString(j.created().toEpochMilli())).orElse(CatalogApi.CREATED);
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#table");
          json.writeStringField("etag", JobWriter.etag(dataset + name));
          json.writeStringField(
              "selfLink",
              "%s/projects/%s/datasets/%s/tables/%s"
                  .formatted(call.base(), project, dataset, name));
          tableIdentity(json, project, dataset, name);
          json.writeFieldName("schema");
          SchemaWriter.table(json, table.contents().columns());
          json.writeStringField("type", "TABLE");
          json.writeStringField("location", Warehouse.LOCATION);
          partitioning(json, table.partitionColumn());
          json.writeStringField("creationTime", modified);
          json.writeStringField("lastModifiedTime", modified);
          if (!basic) {
            String bytes = Long.toString(table.bytes());
            json.writeStringField("numRows", Integer.toString(table.contents().rows().size()));
            json.writeStringField("numBytes", bytes);
            json.writeStringField("numLongTermBytes", "0");
            json.writeStringField("numTotalLogicalBytes", bytes);
            json.writeStringField("numActiveLogicalBytes", bytes);
            json.writeStringField("numLongTermLogicalBytes", "0");
          }
          json.writeEndObject();
        });
  }

  void rows(HttpCall call, String project, String dataset, String name)
      throws IOException, ApiException {
    Optional<Job> job = jobs.byDestination(project, dataset, name);
    Relation relation =
        job.isPresent()
            ? result(job.get(), project, dataset)
            : find(project, dataset, name).contents();
    Set<String> selected =
        call.parameter("selectedFields")
            .filter(s -> !s.isBlank())
            .map(s -> Set.of(s.split("\\s*,\\s*")))
            .orElse(Set.of());
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < relation.columns().size(); i++) {
      Column column = relation.columns().get(i);
      if (SchemaWriter.selects(selected, column)) {
        columns.add(i);
      }
    }
    RowWriter writer = new RowWriter(relation, columns, ResultsApi.timestamps(call));
    Page page = Page.of(call, writer, relation.rows().size());
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#tableDataList");
          json.writeStringField("etag", JobWriter.etag(dataset + name + page.from()));
          page.writeTo(json);
          json.writeEndObject();
        });
  }

  private static Relation result(Job job, String project, String dataset) throws ApiException {
    if (job.end().map(Job.End::outcome).orElse(null) instanceof Job.Outcome.Succeeded succeeded) {
      return succeeded.result();
    }
    throw ApiException.notFound("Table %s:%s.%s".formatted(project, dataset, job.anonymousTable()));
  }

  private Table find(String project, String dataset, String name) throws ApiException {
    catalog.check(project, dataset);
    return warehouse
        .table(dataset, name)
        .orElseThrow(
            () -> ApiException.notFound("Table %s:%s.%s".formatted(project, dataset, name)));
  }

  private static void tableIdentity(JsonGenerator json, String project, String dataset, String name)
      throws IOException {
    json.writeStringField("id", "%s:%s.%s".formatted(project, dataset, name));
    json.writeObjectFieldStart("tableReference");
    json.writeStringField("projectId", project);
    json.writeStringField("datasetId", dataset);
    json.writeStringField("tableId", name);
    json.writeEndObject();
  }

  private static void partitioning(JsonGenerator json, Optional<String> column) throws IOException {
    if (column.isPresent()) {
      json.writeObjectFieldStart("timePartitioning");
      json.writeStringField("type", "DAY");
      json.writeStringField("field", column.get());
      json.writeEndObject();
    }
  }
}
