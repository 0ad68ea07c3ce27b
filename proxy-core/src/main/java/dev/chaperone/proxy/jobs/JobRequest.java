package dev.chaperone.proxy.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The body of {@code jobs.insert} or {@code jobs.query}, parsed once: what is read here is what is
 * sent. Gateway labels from agents are removed and request ids are scoped to the caller, because
 * upstream all agents are one user and would otherwise be given each other's results.
 */
public final class JobRequest {
  private final ObjectNode body;
  private final String project;
  private final boolean insert;

  private JobRequest(ObjectNode body, String project, boolean insert) {
    this.body = body;
    this.project = project;
    this.insert = insert;
  }

  /**
   * A body of {@code jobs.insert}.
   *
   * @throws Refusal if BigQuery could read the body otherwise than the gateway does
   */
  public static JobRequest insert(ObjectNode body, String project) {
    return checked(body, project, true);
  }

  /**
   * A body of {@code jobs.query}.
   *
   * @throws Refusal if BigQuery could read the body otherwise than the gateway does
   */
  public static JobRequest query(ObjectNode body, String project) {
    return checked(body, project, false);
  }

  private static JobRequest checked(ObjectNode body, String project, boolean insert) {
    JobSpelling.check(body);
    if (insert) {
      JobSpelling.checkWork(body.path("configuration"));
    }
    JsonNode reference = body.path("jobReference");
    JobSpelling.checkJobId(reference.path("jobId").asText(""));
    JobSpelling.checkLocation(reference.path("location").asText(""));
    return new JobRequest(body, project, insert);
  }

  /**
   * Brings the request into the form that is sent.
   *
   * @throws Refusal if it names another project than its path
   */
  public void prepare(Identity caller) {
    JsonNode reference = body.path("jobReference");
    String named = reference.path("projectId").asText("");
    if (!named.isEmpty() && !named.equals(project)) {
      throw Refusal.badRequest(
          "project-mismatch",
          "jobReference.projectId names another project than the request's path, which names "
              + project
              + ".");
    }
    if (configuration().path("labels") instanceof ObjectNode labels) {
      List<String> names = new ArrayList<>();
      labels.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !name.startsWith("chaperone-"));
      labels.remove(names);
    }
    scopeRequestId(caller);
  }

  /** The job id the client chose, if it did. */
  public Optional<JobKey> jobKey() {
    JsonNode reference = body.path("jobReference");
    String id = reference.path("jobId").asText("");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new JobKey(project, reference.path("location").asText(""), id));
  }

  public String sql() {
    return insert
        ? configuration().path("query").path("query").asText("")
        : body.path("query").asText("");
  }

  public boolean dryRun() {
    return configuration().path("dryRun").asBoolean(false);
  }

  /** REST's default is legacy SQL when the field is missing. */
  public boolean legacySql() {
    JsonNode query = insert ? configuration().path("query") : body;
    return !sql().isEmpty() && query.path("useLegacySql").asBoolean(true);
  }

  /** Lets the query be billed for no more than this; the client's own cap stays if it is lower. */
  public void capBytes(long most) {
    JsonNode query = insert ? configuration().path("query") : body;
    if (query instanceof ObjectNode object && !sql().isEmpty()) {
      long own = object.path("maximumBytesBilled").asLong(Long.MAX_VALUE);
      // Of 0 and less nobody knows whether it means nothing or no limit.
      object.put("maximumBytesBilled", Long.toString(Math.max(1, Math.min(most, own))));
    }
  }

  /** A table that the request names beside its SQL. */
  public record NamedTable(String project, String dataset, String table) {}

  /**
   * Tables, and datasets as tables without a name, that the request's body names beside its SQL,
   * wherever they stand.
   */
  public List<NamedTable> namedTables() {
    List<NamedTable> found = new ArrayList<>();
    collectTables(configuration(), found);
    return found;
  }

  private void collectTables(JsonNode node, List<NamedTable> found) {
    if (node.has("datasetId")) {
      found.add(
          new NamedTable(
              node.path("projectId").asText(project),
              node.path("datasetId").asText(""),
              node.path("tableId").asText("")));
    }
    JobSpelling.fields(node).forEach(child -> collectTables(child, found));
  }

  public ObjectNode body() {
    return body;
  }

  private JsonNode configuration() {
    return insert ? body.path("configuration") : body;
  }

  private void scopeRequestId(Identity caller) {
    String requestId = body.path("requestId").asText("");
    if (insert || requestId.isEmpty()) {
      return;
    }
    ObjectNode rest = body.deepCopy();
    rest.remove("requestId");
    Digest digest =
        Digest.sha256(
            Blob.utf8(
                    String.join(
                        "\n",
                        caller.issuer(),
                        caller.subject(),
                        caller.agent(),
                        project,
                        requestId,
                        rest.toString()))
                .toArray());
    // BigQuery allows 36 characters: the digest goes into the form of a UUID.
    ByteBuffer bits = ByteBuffer.wrap(digest.bytes());
    body.put("requestId", new UUID(bits.getLong(), bits.getLong()).toString());
  }
}
