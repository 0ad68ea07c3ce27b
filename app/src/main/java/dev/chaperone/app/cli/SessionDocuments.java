package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.json.Json;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Source;

/**
 * The JSON that scripts read about sessions. Its names are a promise: they are extended, never
 * renamed. What is not known is left out.
 */
final class SessionDocuments {
  private SessionDocuments() {}

  static ObjectNode session(SessionSummary session) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", session.id().value());
    node.put("agent", session.identity().agent());
    node.put("state", session.state());
    node.set("identity", identity(session.identity()));
    text(node, "model", session.model());
    text(node, "purpose", session.purpose());
    session.groups().forEach(node.putArray("groups")::add);
    node.set("source", source(session.source()));
    text(node, "client", session.client());
    node.put("opened", session.opened().toString());
    node.put("last_activity", session.lastActivity().toString());
    node.put("frames", session.frames());
    node.put("exchanges", session.exchanges());
    node.put("queries", session.queries());
    node.put("errors", session.errors());
    node.put("rows", session.rows());
    node.put("bytes_processed", session.bytesProcessed());
    node.put("bytes_delivered", session.bytesDelivered());
    node.put("operator_unprotected", session.operatorUnprotected());
    return node;
  }

  static ObjectNode exchange(ExchangeSummary exchange) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", exchange.id().value());
    node.put("seq", exchange.firstSequence());
    node.put("time", exchange.received().toString());
    node.put("agent", exchange.identity().agent());
    node.set("identity", identity(exchange.identity()));
    node.put("address", exchange.source().address());
    node.set("source", source(exchange.source()));
    node.put("client", exchange.client());
    node.put("method", exchange.method());
    node.put("path", exchange.path());
    text(node, "api_method", exchange.apiMethod());
    text(node, "effect", exchange.effect());
    text(node, "sql", exchange.sql());
    node.put("dry_run", exchange.dryRun());
    exchange.job().ifPresent(job -> node.set("job", job(job)));
    text(node, "decision", exchange.decision());
    node.put("state", exchange.state());
    number(node, "status", exchange.status());
    number(node, "duration_ms", exchange.durationMillis());
    number(node, "request_bytes", exchange.requestBytes());
    number(node, "bytes", exchange.responseBytes());
    number(node, "rows", exchange.rows());
    number(node, "total_rows", exchange.totalRows());
    number(node, "bytes_processed", exchange.bytesProcessed());
    number(node, "bytes_billed", exchange.bytesBilled());
    text(node, "statement_type", exchange.statementType());
    text(node, "error_reason", exchange.errorReason());
    text(node, "error", exchange.errorMessage());
    text(node, "recording", exchange.recording());
    return node;
  }

  /** Where a frame stands and what it says; bodies of requests and answers in base64. */
  static ObjectNode frame(Frame frame) {
    FrameHeader header = frame.header();
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("seq", header.sequence());
    node.put("session_seq", header.sessionSequence());
    header.exchange().ifPresent(exchange -> node.put("exchange", exchange.value()));
    node.put("type", header.type());
    node.put("time", header.time().toString());
    header.job().ifPresent(job -> node.set("job", job(job)));
    node.put("payload_digest", header.payloadDigest().hex());
    node.put("previous_hash", header.previousHash().hex());
    if (frame.body().isPresent()) {
      node.set("body", Json.MAPPER.valueToTree(frame.body().get()));
    } else {
      node.put("erased", true);
    }
    return node;
  }

  private static ObjectNode identity(Identity identity) {
    return Json.MAPPER
        .createObjectNode()
        .put("issuer", identity.issuer())
        .put("subject", identity.subject())
        .put("agent", identity.agent());
  }

  private static ObjectNode source(Source source) {
    ObjectNode node = Json.MAPPER.createObjectNode().put("address", source.address());
    number(node, "uid", source.uid());
    number(node, "pid", source.pid());
    text(node, "executable", source.executable());
    return node;
  }

  private static ObjectNode job(JobKey job) {
    ObjectNode node = Json.MAPPER.createObjectNode().put("project", job.project());
    text(node, "location", job.location());
    return node.put("job_id", job.jobId());
  }

  private static void text(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }

  private static void number(ObjectNode node, String name, long value) {
    if (value >= 0) {
      node.put(name, value);
    }
  }
}
