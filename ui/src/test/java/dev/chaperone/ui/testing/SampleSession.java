package dev.chaperone.ui.testing;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import dev.chaperone.recordings.frame.TagChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one session's frames and sums as a gateway would have recorded them. */
public final class SampleSession {
  private static final Source SOURCE =
      new Source("127.0.0.1:54321", 1000, 4711, "/usr/bin/python3");

  private final SessionId id;
  private final Identity identity;
  private final String model;
  private final String purpose;
  private final String client;
  private final Instant opened;
  private final List<Frame> frames = new ArrayList<>();
  private final long firstSequence;
  private Instant now;
  private boolean open = true;
  private Optional<FrameBody> beforeRows = Optional.empty();
  private Optional<FrameBody> beforeEnd = Optional.empty();
  private String sealedFor = "";
  private int exchanges;
  private long queries;
  private long errors;
  private long rows;
  private long processed;
  private long delivered;

  SampleSession(
      String agent, String model, String purpose, String client, Instant opened, long sequence) {
    this.id = new SessionId("s-" + agent + "-" + sequence);
    this.identity = new Identity("chaperone", agent, agent);
    this.model = model;
    this.purpose = purpose;
    this.client = client;
    this.opened = opened;
    this.now = opened;
    this.firstSequence = sequence;
    add(
        Optional.empty(),
        new FrameBody.SessionOpened(
            identity, model, purpose, List.of("analysts"), SOURCE, client, Map.of(), true));
  }

  public SessionId id() {
    return id;
  }

  public List<Frame> frames() {
    return List.copyOf(frames);
  }

  SampleSession after(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  SampleSession query(String sql, String answer, long took, long rowCount, long bytes) {
    return exchange(
        "bigquery.jobs.query", "POST", "/queries", sql, 200, answer, took, rowCount, bytes, "", "");
  }

  /** What the next exchange tells of its rows: where they come from, and what was masked. */
  SampleSession told(LineageNote lineage, MaskingNote masking) {
    beforeRows = Optional.of(lineage.note());
    beforeEnd = Optional.of(masking.note());
    return this;
  }

  /** A table is about to be filled, or its tags are taken back. */
  SampleSession tag(TagChange change) {
    add(Optional.empty(), change.note());
    return this;
  }

  SampleSession failing(String sql, String reason, String message, long took) {
    return exchange(
        "bigquery.jobs.query",
        "POST",
        "/queries",
        sql,
        400,
        SampleAnswers.error(reason, message),
        took,
        -1,
        -1,
        reason,
        message);
  }

  SampleSession get(String api, String path, String answer, long took) {
    return exchange(api, "GET", path, "", 200, answer, took, -1, -1, "", "");
  }

  SampleSession running(String sql) {
    ExchangeId exchange = begin("bigquery.jobs.query", "POST", "/queries", sql);
    queries++;
    after(3);
    add(Optional.of(exchange), upstream("/queries"));
    return this;
  }

  /** Originals of what follows are sealed for this key. */
  public SampleSession sealing(String keyId) {
    sealedFor = keyId;
    return this;
  }

  SampleSession close() {
    add(Optional.empty(), new FrameBody.SessionClosed("idle for 30 minutes", frames.size()));
    open = false;
    return this;
  }

  private ExchangeId begin(String api, String method, String path, String sql) {
    ExchangeId exchange = new ExchangeId(id.value() + "-x" + ++exchanges);
    String body =
        sql.isEmpty()
            ? ""
            : "{\"query\":\""
                + sql.replace("\"", "\\\"").replace("\n", "\\n")
                + "\",\"useLegacySql\":false,\"maxResults\":30000}";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "127.0.0.1:8443");
    headers.put("User-Agent", client);
    headers.put("Content-Type", "application/json");
    headers.put("Accept-Encoding", "gzip");
    add(
        Optional.of(exchange),
        new FrameBody.Received(
            identity,
            method,
            "/bigquery/v2/projects/demo" + path,
            api,
            "query",
            headers,
            SOURCE,
            client,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            body.length(),
            false));
    if (!sql.isEmpty()) {
      after(1);
      add(Optional.of(exchange), new FrameBody.RequestPart(0, Blob.utf8(body), true, "9f86d081"));
      add(
          Optional.of(exchange),
          new FrameBody.Facts(
              sql, false, false, List.of("SELECT"), List.of("demo.shop.orders"), ""));
    }
    after(1);
    add(
        Optional.of(exchange),
        new FrameBody.Decision("allow", "observe", "", "observe mode allows everything", true));
    return exchange;
  }

  private static FrameBody.Upstream upstream(String path) {
    return new FrameBody.Upstream(
        "forward",
        "POST",
        "https://bigquery.googleapis.com/bigquery/v2/projects/demo" + path,
        "9f86d081");
  }

  private SampleSession exchange(
      String api,
      String method,
      String path,
      String sql,
      int status,
      String answer,
      long took,
      long rowCount,
      long bytes,
      String reason,
      String message) {
    ExchangeId exchange = begin(api, method, path, sql);
    after(2);
    add(Optional.of(exchange), upstream(path));
    after(Math.max(1, took * 8 / 10));
    beforeRows.ifPresent(note -> add(Optional.of(exchange), note));
    beforeRows = Optional.empty();
    add(
        Optional.of(exchange),
        new FrameBody.ResponseHead(
            status,
            status,
            Map.of("Content-Type", "application/json; charset=UTF-8", "Server", "ESF")));
    byte[] whole = answer.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    if (!sealedFor.isEmpty()) {
      add(Optional.of(exchange), new FrameBody.Sealed(0, sealedFor, "ephemeral", Blob.EMPTY, true));
    }
    for (int at = 0; at < whole.length; at += 65_536) {
      int length = Math.min(65_536, whole.length - at);
      add(Optional.of(exchange), new FrameBody.ResponseChunk(at, Blob.copyOf(whole, at, length)));
    }
    after(Math.max(1, took * 2 / 10));
    beforeEnd.ifPresent(note -> add(Optional.of(exchange), note));
    beforeEnd = Optional.empty();
    add(
        Optional.of(exchange),
        new FrameBody.ResponseEnd(
            true,
            whole.length,
            "5e88",
            Duration.ofMillis(took),
            rowCount,
            rowCount,
            bytes,
            bytes,
            "false",
            sql.isEmpty() ? "" : "SELECT",
            reason,
            message,
            List.of()));
    delivered += whole.length;
    processed += Math.max(0, bytes);
    rows += Math.max(0, rowCount);
    queries += sql.isEmpty() ? 0 : 1;
    errors += reason.isEmpty() ? 0 : 1;
    return this;
  }

  private void add(Optional<ExchangeId> exchange, FrameBody body) {
    long place = frames.size() + 1;
    frames.add(
        new Frame(
            new FrameHeader(
                firstSequence + place,
                id,
                place,
                exchange,
                exchange.map(e -> new JobKey("demo", "EU", "job_" + e.value().hashCode())),
                body.typeCode(),
                1,
                Duration.between(opened, now).toNanos(),
                now,
                Digest.ZERO,
                Digest.ZERO),
            Optional.of(body)));
  }

  public SessionSummary summary() {
    return new SessionSummary(
        id,
        identity,
        model,
        purpose,
        List.of("analysts"),
        SOURCE,
        client,
        open ? "open" : "closed",
        opened,
        now,
        frames.size(),
        exchanges,
        queries,
        errors,
        rows,
        processed,
        delivered,
        true);
  }

  int frameCount() {
    return frames.size();
  }
}
