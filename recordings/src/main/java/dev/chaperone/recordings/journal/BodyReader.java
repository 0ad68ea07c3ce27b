package dev.chaperone.recordings.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link BodyWriter} wrote; fields missing or not known do no harm. */
final class BodyReader {
  private static final String NOT_TOLD = "unknown";

  private BodyReader() {}

  static FrameBody read(FrameType type, JsonNode j, Blob raw) {
    return switch (type) {
      case SESSION_OPENED ->
          new FrameBody.SessionOpened(
              identity(j.path("identity")),
              text(j, "model"),
              text(j, "purpose"),
              texts(j, "groups"),
              source(j.path("source")),
              text(j, "client"),
              values(j, "claimed"),
              flag(j, "operatorUnprotected"));
      case RECEIVED ->
          new FrameBody.Received(
              identity(j.path("identity")),
              text(j, "method"),
              text(j, "path"),
              text(j, "apiMethod"),
              text(j, "effect"),
              values(j, "headers"),
              source(j.path("source")),
              text(j, "client"),
              text(j, "bodyDigest"),
              number(j, "bodyBytes"),
              flag(j, "streamed"));
      case REQUEST ->
          new FrameBody.RequestPart(
              number(j, "offset"), raw, flag(j, "last"), text(j, "bodyDigest"));
      case FACTS ->
          new FrameBody.Facts(
              text(j, "sql"),
              flag(j, "dryRun"),
              flag(j, "legacySql"),
              texts(j, "statementKinds"),
              texts(j, "tables"),
              text(j, "analysis"));
      case ESTIMATE ->
          new FrameBody.Estimate(number(j, "bytes"), text(j, "accuracy"), text(j, "origin"));
      case DECISION ->
          new FrameBody.Decision(
              text(j, "outcome"),
              text(j, "mode"),
              text(j, "rule"),
              text(j, "reason"),
              flag(j, "operatorUnprotected"),
              text(j, "recording"));
      case HOLD -> HoldJson.read(j);
      case UPSTREAM ->
          new FrameBody.Upstream(
              text(j, "purpose"), text(j, "method"), text(j, "url"), text(j, "bodyDigest"));
      case RESPONSE_HEAD ->
          new FrameBody.ResponseHead(
              (int) number(j, "status"), (int) number(j, "upstreamStatus"), values(j, "headers"));
      case RESPONSE_CHUNK -> new FrameBody.ResponseChunk(number(j, "offset"), raw);
      case SEALED ->
          new FrameBody.Sealed(
              number(j, "offset"), text(j, "keyId"), text(j, "ephemeral"), raw, flag(j, "last"));
      case RESPONSE_END -> responseEnd(j);
      case ERROR -> new FrameBody.Failure(text(j, "code"), text(j, "message"), values(j, "detail"));
      case GAP -> new FrameBody.Gap(text(j, "reason"), number(j, "lastSequence"));
      case SESSION_CLOSED -> new FrameBody.SessionClosed(text(j, "reason"), number(j, "frames"));
      case CHECKPOINT ->
          new FrameBody.Checkpoint(
              number(j, "sequence"),
              text(j, "chainHead"),
              Instant.parse(text(j, "at")),
              text(j, "keyId"),
              text(j, "signature"));
      case AGENT ->
          new FrameBody.AgentChange(
              text(j, "agent"),
              text(j, "change"),
              texts(j, "groups"),
              text(j, "model"),
              text(j, "purpose"),
              Instant.parse(text(j, "expires")),
              number(j, "generation"));
      case KEY -> new FrameBody.KeyChange(text(j, "keyId"), text(j, "use"), text(j, "change"));
      case MASKING, LEVEL, POLICY, OPERATOR, RETENTION, TAG, GRANT, BUDGET, ANNOTATION ->
          new FrameBody.Note(type, values(j, "values"));
    };
  }

  private static FrameBody.ResponseEnd responseEnd(JsonNode j) {
    List<Owned> owned = new ArrayList<>();
    for (JsonNode o : j.path("owned")) {
      switch (text(o, "kind")) {
        case "job" -> owned.add(new Owned(Owned.Kind.JOB, text(o, "name"), text(o, "location")));
        case "table" ->
            owned.add(new Owned(Owned.Kind.TABLE, text(o, "name"), text(o, "location")));
        case "upload" ->
            owned.add(new Owned(Owned.Kind.UPLOAD, text(o, "name"), text(o, "location")));
        default -> {
          // a kind of a newer version: this one cannot act on it
        }
      }
    }
    return new FrameBody.ResponseEnd(
        flag(j, "complete"),
        number(j, "bytes"),
        text(j, "bodyDigest"),
        Duration.ofNanos(j.path("durationNanos").asLong(0)),
        number(j, "rows"),
        number(j, "totalRows"),
        number(j, "bytesProcessed"),
        number(j, "bytesBilled"),
        text(j, "cacheHit"),
        text(j, "statementType"),
        text(j, "errorReason"),
        text(j, "errorMessage"),
        owned);
  }

  private static Identity identity(JsonNode j) {
    return new Identity(told(j, "issuer"), told(j, "subject"), told(j, "agent"));
  }

  private static String told(JsonNode j, String name) {
    String text = text(j, name);
    return text.isEmpty() ? NOT_TOLD : text;
  }

  private static Source source(JsonNode j) {
    return new Source(
        text(j, "address"), number(j, "uid"), number(j, "pid"), text(j, "executable"));
  }

  private static String text(JsonNode j, String name) {
    return j.path(name).asText("");
  }

  private static long number(JsonNode j, String name) {
    return j.path(name).asLong(-1);
  }

  private static boolean flag(JsonNode j, String name) {
    return j.path(name).asBoolean(false);
  }

  private static List<String> texts(JsonNode j, String name) {
    List<String> texts = new ArrayList<>();
    j.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, String> values(JsonNode j, String name) {
    Map<String, String> values = new LinkedHashMap<>();
    j.path(name).properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }
}
