package dev.chaperone.recordings.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a frame body's named values as JSON fields. These names are on disk: never rename one. */
final class BodyWriter {
  private BodyWriter() {}

  static void write(JsonGenerator json, FrameBody body) throws IOException {
    switch (body) {
      case FrameBody.SessionOpened b -> sessionOpened(json, b);
      case FrameBody.Received b -> received(json, b);
      case FrameBody.RequestPart b -> {
        json.writeNumberField("offset", b.offset());
        json.writeBooleanField("last", b.last());
        json.writeStringField("bodyDigest", b.bodyDigest());
      }
      case FrameBody.Facts b -> {
        json.writeStringField("sql", b.sql());
        json.writeBooleanField("dryRun", b.dryRun());
        json.writeBooleanField("legacySql", b.legacySql());
        texts(json, "statementKinds", b.statementKinds());
        texts(json, "tables", b.tables());
        json.writeStringField("analysis", b.analysis());
      }
      case FrameBody.Estimate b -> {
        json.writeNumberField("bytes", b.bytes());
        json.writeStringField("accuracy", b.accuracy());
        json.writeStringField("origin", b.origin());
      }
      case FrameBody.Decision b -> {
        json.writeStringField("outcome", b.outcome());
        json.writeStringField("mode", b.mode());
        json.writeStringField("rule", b.rule());
        json.writeStringField("reason", b.reason());
        json.writeBooleanField("operatorUnprotected", b.operatorUnprotected());
        if (!b.recording().isEmpty()) {
          json.writeStringField("recording", b.recording());
        }
      }
      case FrameBody.Hold b -> {
        json.writeStringField("holdId", b.holdId());
        json.writeStringField("state", b.state());
        json.writeStringField("detail", b.detail());
        HoldJson.write(json, b);
      }
      case FrameBody.Upstream b -> {
        json.writeStringField("purpose", b.purpose());
        json.writeStringField("method", b.method());
        json.writeStringField("url", b.url());
        json.writeStringField("bodyDigest", b.bodyDigest());
      }
      case FrameBody.ResponseHead b -> {
        json.writeNumberField("status", b.status());
        json.writeNumberField("upstreamStatus", b.upstreamStatus());
        values(json, "headers", b.headers());
      }
      case FrameBody.ResponseChunk b -> json.writeNumberField("offset", b.offset());
      case FrameBody.Sealed b -> {
        json.writeNumberField("offset", b.offset());
        json.writeStringField("keyId", b.keyId());
        if (!b.ephemeral().isEmpty()) {
          json.writeStringField("ephemeral", b.ephemeral());
        }
        json.writeBooleanField("last", b.last());
      }
      case FrameBody.ResponseEnd b -> responseEnd(json, b);
      case FrameBody.Failure b -> {
        json.writeStringField("code", b.code());
        json.writeStringField("message", b.message());
        values(json, "detail", b.detail());
      }
      case FrameBody.Gap b -> {
        json.writeStringField("reason", b.reason());
        json.writeNumberField("lastSequence", b.lastSequence());
      }
      case FrameBody.SessionClosed b -> {
        json.writeStringField("reason", b.reason());
        json.writeNumberField("frames", b.frames());
      }
      case FrameBody.Checkpoint b -> {
        json.writeNumberField("sequence", b.sequence());
        json.writeStringField("chainHead", b.chainHead());
        json.writeStringField("at", b.at().toString());
        json.writeStringField("keyId", b.keyId());
        json.writeStringField("signature", b.signature());
      }
      case FrameBody.AgentChange b -> agentChange(json, b);
      case FrameBody.KeyChange b -> {
        json.writeStringField("keyId", b.keyId());
        json.writeStringField("use", b.use());
        json.writeStringField("change", b.change());
      }
      case FrameBody.Note b -> values(json, "values", b.values());
      case FrameBody.Unknown b -> throw new IllegalArgumentException("written as it came");
    }
  }

  private static void sessionOpened(JsonGenerator json, FrameBody.SessionOpened b)
      throws IOException {
    identity(json, b.identity());
    json.writeStringField("model", b.model());
    json.writeStringField("purpose", b.purpose());
    texts(json, "groups", b.groups());
    source(json, b.source());
    json.writeStringField("client", b.client());
    values(json, "claimed", b.claimed());
    json.writeBooleanField("operatorUnprotected", b.operatorUnprotected());
  }

  private static void received(JsonGenerator json, FrameBody.Received b) throws IOException {
    identity(json, b.identity());
    json.writeStringField("method", b.method());
    json.writeStringField("path", b.path());
    json.writeStringField("apiMethod", b.apiMethod());
    json.writeStringField("effect", b.effect());
    values(json, "headers", b.headers());
    source(json, b.source());
    json.writeStringField("client", b.client());
    json.writeStringField("bodyDigest", b.bodyDigest());
    json.writeNumberField("bodyBytes", b.bodyBytes());
    json.writeBooleanField("streamed", b.streamed());
  }

  private static void responseEnd(JsonGenerator json, FrameBody.ResponseEnd b) throws IOException {
    json.writeBooleanField("complete", b.complete());
    json.writeNumberField("bytes", b.bytes());
    json.writeStringField("bodyDigest", b.bodyDigest());
    json.writeNumberField("durationNanos", b.duration().toNanos());
    json.writeNumberField("rows", b.rows());
    json.writeNumberField("totalRows", b.totalRows());
    json.writeNumberField("bytesProcessed", b.bytesProcessed());
    json.writeNumberField("bytesBilled", b.bytesBilled());
    json.writeStringField("cacheHit", b.cacheHit());
    json.writeStringField("statementType", b.statementType());
    json.writeStringField("errorReason", b.errorReason());
    json.writeStringField("errorMessage", b.errorMessage());
    json.writeArrayFieldStart("owned");
    for (Owned owned : b.owned()) {
      json.writeStartObject();
      json.writeStringField("kind", kind(owned.kind()));
      json.writeStringField("name", owned.name());
      json.writeStringField("location", owned.location());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void agentChange(JsonGenerator json, FrameBody.AgentChange b) throws IOException {
    json.writeStringField("agent", b.agent());
    json.writeStringField("change", b.change());
    texts(json, "groups", b.groups());
    json.writeStringField("model", b.model());
    json.writeStringField("purpose", b.purpose());
    json.writeStringField("expires", b.expires().toString());
    json.writeNumberField("generation", b.generation());
  }

  private static String kind(Owned.Kind kind) {
    return switch (kind) {
      case JOB -> "job";
      case TABLE -> "table";
      case UPLOAD -> "upload";
    };
  }

  private static void identity(JsonGenerator json, Identity identity) throws IOException {
    json.writeObjectFieldStart("identity");
    json.writeStringField("issuer", identity.issuer());
    json.writeStringField("subject", identity.subject());
    json.writeStringField("agent", identity.agent());
    json.writeEndObject();
  }

  private static void source(JsonGenerator json, Source source) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("address", source.address());
    json.writeNumberField("uid", source.uid());
    json.writeNumberField("pid", source.pid());
    json.writeStringField("executable", source.executable());
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

  /** Sorted, so that equal bodies have equal bytes. */
  private static void values(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
      json.writeStringField(value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }
}
