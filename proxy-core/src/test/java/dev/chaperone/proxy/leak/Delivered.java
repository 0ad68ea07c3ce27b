package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One answer as the agent has it.
 *
 * @param status 0 if the connection was cut
 * @param body decoded
 */
record Delivered(String request, int status, String headers, String body) {
  /** The body as JSON, an empty object if it is none. */
  JsonNode json() {
    try {
      JsonNode json = Corpus.JSON.readTree(body);
      return json == null ? Corpus.JSON.createObjectNode() : json;
    } catch (JsonProcessingException e) {
      return Corpus.JSON.createObjectNode();
    }
  }

  /** Whether it says that a job is not done yet. */
  boolean isPending() {
    JsonNode json = json();
    return status == 200
        && (json.path("jobComplete").isBoolean() && !json.path("jobComplete").asBoolean()
            || json.path("status").has("state")
                && !json.at("/status/state").asText("").equals("DONE"));
  }

  boolean hasRows() {
    return status == 200 && !json().path("rows").isEmpty();
  }

  String job() {
    return json().at("/jobReference/jobId").asText("");
  }
}
