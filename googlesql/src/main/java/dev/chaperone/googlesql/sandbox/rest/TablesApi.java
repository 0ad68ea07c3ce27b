package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.googlesql.sandbox.engine.Column;
import dev.chaperone.googlesql.sandbox.engine.Dataset;
import dev.chaperone.googlesql.sandbox.engine.Relation;
import dev.chaperone.googlesql.sandbox.engine.Table;
import dev.chaperone.googlesql.sandbox.engine.TableId;
import dev.chaperone.googlesql.sandbox.engine.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The methods of bigquery.tables and bigquery.tabledata that read, results of jobs included. */
final class TablesApi {
  private final Supplier<Warehouse> current;
  private final Jobs jobs;

  TablesApi(Supplier<Warehouse> current, Jobs jobs) {
    this.current = current;
    this.jobs = jobs;
  }

  void tables(HttpCall call, String project, String dataset) throws IOException, ApiException {
    Dataset found = CatalogApi.find(current.get(), project, dataset);
    List<Table> tables = found.tables();
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#tableList");
          json.writeStringField("etag", JobWriter.etag(dataset + found.modified()));
          json.writeArrayFieldStart("tables");
          for (Table table : tables) {
            json.writeStartObject();
            json.writeStringField("kind", "bigquery#table");
            tableIdentity(json, project, dataset, table.id().name());
            json.writeStringField("type", table.isView() ? "VIEW" : "TABLE");
            if (table.isView()) {
              json.writeObjectFieldStart("view");
              json.writeBooleanField("useLegacySql", false);
              json.writeEndObject();
            }
            partitioning(json, table.details().partitionColumn());
            json.writeStringField("creationTime", CatalogApi.millis(table.details().created()));
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
            ? anonymous(job.get(), project, new TableId(dataset, name))
            : find(project, dataset, name);
    boolean basic = call.parameter("view").filter("BASIC"::equals).isPresent();
    call.respond(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("kind", "bigquery#table");
          json.writeStringField(
              "etag", JobWriter.etag(dataset + name + table.modified() + table.wireBytes()));
          json.writeStringField(
              "selfLink",
              "%s/projects/%s/datasets/%s/tables/%s"
                  .formatted(call.base(), project, dataset, name));
          tableIdentity(json, project, dataset, name);
          json.writeFieldName("schema");
          SchemaWriter.table(json, table.contents().columns());
          json.writeStringField("type", table.isView() ? "VIEW" : "TABLE");
          json.writeStringField("location", Warehouse.LOCATION);
          details(json, table.details());
          json.writeStringField("creationTime", CatalogApi.millis(table.details().created()));
          json.writeStringField("lastModifiedTime", CatalogApi.millis(table.modified()));
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
            : listable(project, find(project, dataset, name)).contents();
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
      return succeeded.result().rows();
    }
    throw ApiException.notFound("Table %s:%s.%s".formatted(project, dataset, job.anonymousTable()));
  }

  private static Table anonymous(Job job, String project, TableId id) throws ApiException {
    return Table.of(
        id, result(job, project, id.dataset()), Table.Details.plain(job.created()), job.created());
  }

  private Table find(String project, String dataset, String name) throws ApiException {
    Warehouse warehouse = current.get();
    var unused = CatalogApi.find(warehouse, project, dataset);
    return warehouse
        .table(new TableId(dataset, name))
        .orElseThrow(
            () -> ApiException.notFound("Table %s:%s.%s".formatted(project, dataset, name)));
  }

  private static Table listable(String project, Table table) throws ApiException {
    if (table.isView()) {
      throw ApiException.invalid(
          "Cannot list a table of type VIEW: %s".formatted(table.id().in(project)));
    }
    return table;
  }

  private static void details(JsonGenerator json, Table.Details details) throws IOException {
    partitioning(json, details.partitionColumn());
    if (details.description().isPresent()) {
      json.writeStringField("description", details.description().get());
    }
    if (details.view().isPresent()) {
      json.writeObjectFieldStart("view");
      json.writeStringField("query", details.view().get().sql());
      json.writeBooleanField("useLegacySql", false);
      json.writeEndObject();
    }
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
