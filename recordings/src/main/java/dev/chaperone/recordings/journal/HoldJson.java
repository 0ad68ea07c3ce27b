package dev.chaperone.recordings.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.TableState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The particulars of {@code hold} frames as JSON. These names are on disk: never rename one. */
final class HoldJson {
  private HoldJson() {}

  static void write(JsonGenerator json, FrameBody.Hold hold) throws IOException {
    HoldStep step = hold.step();
    if (step.number() < 0) {
      return;
    }
    json.writeObjectFieldStart("step");
    json.writeNumberField("number", step.number());
    json.writeStringField("at", step.at().toString());
    if (step.owner().isPresent()) {
      identity(json, "owner", step.owner().get());
    }
    json.writeStringField("decider", step.by().identity());
    json.writeStringField("deciderHow", step.by().how().code());
    if (!step.by().session().isEmpty()) {
      json.writeStringField("deciderProof", step.by().proof());
      json.writeStringField("operatorSession", step.by().session());
    }
    json.writeStringField("cause", step.cause());
    json.writeStringField("errorReason", step.errorReason());
    json.writeNumberField("cap", step.cap());
    json.writeStringField("successor", step.successor());
    json.writeEndObject();
    if (hold.request().isPresent()) {
      request(json, hold.request().get());
    }
  }

  private static void request(JsonGenerator json, HeldRequest r) throws IOException {
    json.writeObjectFieldStart("request");
    json.writeStringField("kind", r.kind());
    identity(json, "owner", r.owner());
    json.writeStringField("agentSession", r.agentSession().value());
    json.writeStringField("apiMethod", r.apiMethod());
    json.writeStringField("httpMethod", r.httpMethod());
    json.writeStringField("path", r.path());
    json.writeStringField("bodyDigest", r.bodyDigest());
    json.writeStringField("requestKey", r.requestKey());
    if (r.job().isPresent()) {
      json.writeObjectFieldStart("job");
      json.writeStringField("project", r.job().get().project());
      json.writeStringField("location", r.job().get().location());
      json.writeStringField("jobId", r.job().get().jobId());
      json.writeEndObject();
    }
    json.writeStringField("resource", r.resource());
    json.writeStringField("sql", r.sql());
    texts(json, "statementKinds", r.statementKinds());
    json.writeNumberField("clientCap", r.clientCap());
    json.writeStringField("rule", r.rule());
    json.writeStringField("reason", r.reason());
    envelope(json, r.envelope());
    json.writeStringField("replaces", r.replaces());
    texts(json, "drift", r.drift());
    if (!r.grounds().equals(HoldGrounds.NOT_TOLD)) {
      GroundsJson.write(json, r.grounds());
    }
    json.writeEndObject();
  }

  private static void envelope(JsonGenerator json, Envelope e) throws IOException {
    json.writeObjectFieldStart("envelope");
    json.writeStringField("sqlDigest", e.sqlDigest());
    json.writeStringField("fingerprint", e.fingerprint());
    json.writeStringField("parametersDigest", e.parametersDigest());
    json.writeStringField("configurationDigest", e.configurationDigest());
    json.writeStringField("destination", e.destination());
    json.writeStringField("location", e.location());
    json.writeArrayFieldStart("tables");
    for (TableState table : e.tables()) {
      json.writeStartObject();
      json.writeStringField("table", table.table());
      json.writeStringField("type", table.type());
      json.writeStringField("schemaDigest", table.schemaDigest());
      json.writeStringField("viewDigest", table.viewDigest());
      json.writeStringField("rowAccess", table.rowAccess());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("bytes", e.bytes());
    json.writeStringField("expires", e.expires().toString());
    json.writeEndObject();
  }

  private static void identity(JsonGenerator json, String name, Identity identity)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("issuer", identity.issuer());
    json.writeStringField("subject", identity.subject());
    json.writeStringField("agent", identity.agent());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static FrameBody.Hold read(JsonNode j) {
    return new FrameBody.Hold(
        text(j, "holdId"),
        text(j, "state"),
        text(j, "detail"),
        j.has("step") ? step(j.path("step")) : HoldStep.NOT_TOLD,
        j.has("request") ? Optional.of(request(j.path("request"))) : Optional.empty());
  }

  private static HoldStep step(JsonNode j) {
    return new HoldStep(
        number(j, "number"),
        Instant.parse(text(j, "at")),
        j.has("owner") ? Optional.of(identity(j.path("owner"))) : Optional.empty(),
        new Decider(
            text(j, "decider"),
            Decider.How.of(text(j, "deciderHow")),
            text(j, "deciderProof"),
            text(j, "operatorSession")),
        text(j, "cause"),
        text(j, "errorReason"),
        number(j, "cap"),
        text(j, "successor"));
  }

  private static HeldRequest request(JsonNode j) {
    JsonNode job = j.path("job");
    return new HeldRequest(
        text(j, "kind"),
        identity(j.path("owner")),
        new SessionId(text(j, "agentSession")),
        text(j, "apiMethod"),
        text(j, "httpMethod"),
        text(j, "path"),
        text(j, "bodyDigest"),
        text(j, "requestKey"),
        job.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new JobKey(text(job, "project"), text(job, "location"), text(job, "jobId"))),
        text(j, "resource"),
        text(j, "sql"),
        texts(j, "statementKinds"),
        number(j, "clientCap"),
        text(j, "rule"),
        text(j, "reason"),
        envelope(j.path("envelope")),
        text(j, "replaces"),
        texts(j, "drift"),
        j.has("grounds") ? GroundsJson.read(j.path("grounds")) : HoldGrounds.NOT_TOLD);
  }

  private static Envelope envelope(JsonNode j) {
    List<TableState> tables = new ArrayList<>();
    for (JsonNode t : j.path("tables")) {
      tables.add(
          new TableState(
              text(t, "table"),
              text(t, "type"),
              text(t, "schemaDigest"),
              text(t, "viewDigest"),
              text(t, "rowAccess")));
    }
    return new Envelope(
        text(j, "sqlDigest"),
        text(j, "fingerprint"),
        text(j, "parametersDigest"),
        text(j, "configurationDigest"),
        text(j, "destination"),
        text(j, "location"),
        tables,
        number(j, "bytes"),
        Instant.parse(text(j, "expires")));
  }

  private static Identity identity(JsonNode j) {
    return new Identity(text(j, "issuer"), text(j, "subject"), text(j, "agent"));
  }

  private static String text(JsonNode j, String name) {
    return j.path(name).asText("");
  }

  private static long number(JsonNode j, String name) {
    return j.path(name).asLong(-1);
  }

  private static List<String> texts(JsonNode j, String name) {
    List<String> texts = new ArrayList<>();
    j.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
