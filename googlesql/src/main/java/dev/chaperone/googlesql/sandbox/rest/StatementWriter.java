package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.googlesql.sandbox.engine.Analysis;
import dev.chaperone.googlesql.sandbox.engine.Result;
import dev.chaperone.googlesql.sandbox.engine.TableId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what is known of a statement, as the statistics of a query job have it. */
final class StatementWriter {
  private StatementWriter() {}

  /**
   * @param result present if it has run
   */
  static void write(JsonGenerator json, Analysis analysis, Optional<Result> result)
      throws IOException {
    String bytes = Long.toString(analysis.bytesProcessed());
    boolean dryRun = result.isEmpty();
    json.writeStringField("totalBytesProcessed", bytes);
    json.writeObjectFieldStart("query");
    json.writeStringField("statementType", analysis.statementType());
    json.writeStringField("totalBytesProcessed", bytes);
    json.writeStringField("totalBytesBilled", Long.toString(dryRun ? 0 : analysis.bytesBilled()));
    json.writeBooleanField("cacheHit", false);
    referenced(json, analysis);
    definition(json, analysis);
    if (result.flatMap(Result::affected).isPresent()) {
      affected(json, result.get().affected().get());
      changes(json, result.get().affected().get());
    }
    if (dryRun) {
      json.writeStringField("totalBytesProcessedAccuracy", "PRECISE");
      if (analysis.rows().isPresent()) {
        json.writeFieldName("schema");
        SchemaWriter.result(json, analysis.rows().get().schema());
      }
    } else {
      json.writeNumberField("billingTier", 1);
      json.writeStringField("totalSlotMs", "1");
    }
    json.writeEndObject();
  }

  static void affected(JsonGenerator json, Result.Affected affected) throws IOException {
    json.writeStringField("numDmlAffectedRows", Long.toString(affected.all()));
  }

  static void changes(JsonGenerator json, Result.Affected affected) throws IOException {
    json.writeObjectFieldStart("dmlStats");
    json.writeStringField("insertedRowCount", Long.toString(affected.inserted()));
    json.writeStringField("deletedRowCount", Long.toString(affected.deleted()));
    json.writeStringField("updatedRowCount", Long.toString(affected.updated()));
    json.writeEndObject();
  }

  private static void referenced(JsonGenerator json, Analysis analysis) throws IOException {
    List<TableId> named =
        Stream.concat(analysis.tables().stream(), analysis.views().stream()).distinct().toList();
    json.writeArrayFieldStart("referencedTables");
    for (TableId table : named) {
      // Of a metadata view BigQuery counts the second half of the path to the name.
      String path = table.dataset() + "." + table.name();
      int dot = path.indexOf('.');
      json.writeStartObject();
      reference(
          json, analysis.project(), new TableId(path.substring(0, dot), path.substring(dot + 1)));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void definition(JsonGenerator json, Analysis analysis) throws IOException {
    if (analysis.ddl().isEmpty()) {
      return;
    }
    Analysis.Ddl ddl = analysis.ddl().get();
    json.writeStringField("ddlOperationPerformed", ddl.operation());
    if (ddl.table().isPresent()) {
      json.writeObjectFieldStart("ddlTargetTable");
      reference(json, analysis.project(), ddl.table().get());
      json.writeEndObject();
    }
    if (ddl.dataset().isPresent()) {
      json.writeObjectFieldStart("ddlTargetDataset");
      json.writeStringField("projectId", analysis.project());
      json.writeStringField("datasetId", ddl.dataset().get());
      json.writeEndObject();
    }
  }

  private static void reference(JsonGenerator json, String project, TableId table)
      throws IOException {
    json.writeStringField("projectId", project);
    json.writeStringField("datasetId", table.dataset());
    json.writeStringField("tableId", table.name());
  }
}
