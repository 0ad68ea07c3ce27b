package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes one page of a job's result, as jobs.query and getQueryResults answer it. */
final class ResultPage {
  static final int ALL = 10_000;

  private ResultPage() {}

  /**
   * @param late whether the schema stands behind the rows
   */
  static ObjectNode of(
      StandInJob job,
      String kind,
      boolean done,
      int from,
      int size,
      Value.Times times,
      boolean late) {
    ObjectNode answer = Corpus.JSON.createObjectNode().put("kind", kind).put("etag", "q-" + job.id);
    answer.set("jobReference", job.reference());
    answer.put("jobComplete", done);
    if (!done) {
      return answer;
    }
    boolean rows = job.told instanceof Told.Rows;
    if (rows && !late) {
      answer.set("schema", job.schema());
    }
    answer.put("totalRows", "" + job.result.rows().size());
    answer.put("totalBytesProcessed", "300").put("cacheHit", false);
    if (rows) {
      rows(answer, job.result.rows(), from, size, times, "pageToken");
    }
    if (rows && late) {
      answer.set("schema", job.schema());
    }
    if (!job.message.isEmpty()) {
      job.errors(answer.putArray("errors"));
    }
    return answer;
  }

  static void rows(
      ObjectNode answer,
      List<List<Value>> rows,
      int from,
      int size,
      Value.Times times,
      String tokenName) {
    int to = Math.min(rows.size(), from + Math.min(size, ALL));
    ArrayNode out = Corpus.JSON.createArrayNode();
    for (int i = from; i < to; i++) {
      out.add(Value.row(rows.get(i), times));
    }
    if (to < rows.size()) {
      answer.put(tokenName, "" + to);
    }
    if (!out.isEmpty()) {
      answer.set("rows", out);
    }
  }
}
