package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Takes texts out of BigQuery's errors, which may quote values; code, reason and place stay, so
 * that clients do what they would have done.
 */
final class ErrorTexts {
  /** In the place of a text. */
  static final String LEFT_OUT =
      "Chaperone left this text out: the statement touches protected columns, and BigQuery's errors"
          + " may quote their values. The reason is told. Try the statement without those columns.";

  private static final List<String> KEPT = List.of("code", "status", "reason", "domain");

  private ErrorTexts() {}

  /** An error answer: {@code {"error": {…, "errors": […]}}}. Anything else in it is taken out. */
  static ObjectNode ofAnswer(JsonNode answer) {
    ObjectNode clean = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    JsonNode error = answer.path("error");
    ObjectNode told = clean.putObject("error");
    keep(error, told);
    told.put("message", LEFT_OUT);
    var list = told.putArray("errors");
    for (JsonNode one : error.path("errors")) {
      ObjectNode kept = list.addObject();
      keep(one, kept);
      kept.put("message", LEFT_OUT);
    }
    return clean;
  }

  private static void keep(JsonNode from, ObjectNode into) {
    for (String name : KEPT) {
      JsonNode value = from.path(name);
      if (value.isNumber() || value.isTextual() && isWord(value.textValue())) {
        into.set(name, value);
      }
    }
  }

  /** Reasons are names such as {@code invalidQuery}; a value could be anything. */
  private static boolean isWord(String text) {
    return text.length() <= 40 && text.chars().allMatch(c -> c == '_' || Character.isLetter(c));
  }

  /** Errors in a Job resource, or in an entry of a list of jobs. */
  static boolean inJob(ObjectNode job) {
    boolean changed = hideIn(job, "errorResult");
    if (job.path("status") instanceof ObjectNode status) {
      changed |= hideIn(status, "errorResult");
      for (JsonNode error : status.path("errors")) {
        changed |= error instanceof ObjectNode one && hide(one);
      }
    }
    return changed;
  }

  /** Errors of rows that were not inserted. */
  static boolean ofRows(ObjectNode answer) {
    boolean changed = false;
    for (JsonNode row : answer.path("insertErrors")) {
      for (JsonNode error : row.path("errors")) {
        changed |= error instanceof ObjectNode one && hide(one);
      }
    }
    return changed;
  }

  /** A model, or a list of them; whether anything was changed. */
  static boolean inModels(ObjectNode answer) {
    boolean changed = false;
    for (JsonNode holder : answer.findParents("evaluationMetrics")) {
      changed |= ((ObjectNode) holder).remove("evaluationMetrics") != null;
    }
    return changed;
  }

  private static boolean hideIn(ObjectNode in, String name) {
    return in.path(name) instanceof ObjectNode error && hide(error);
  }

  private static boolean hide(ObjectNode error) {
    error.put("message", LEFT_OUT);
    error.remove("debugInfo");
    if (!isWord(error.path("reason").asText(""))) {
      error.remove("reason");
    }
    error.remove("location");
    return true;
  }
}
