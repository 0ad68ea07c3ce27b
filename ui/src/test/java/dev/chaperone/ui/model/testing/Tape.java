package dev.chaperone.ui.model.testing;

import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Frames of sessions as a gateway would leave them, in one store. */
public final class Tape {
  public static final String SCHEMA =
      "{\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\"},"
          + "{\"name\":\"name\",\"type\":\"STRING\"}]},";

  private final List<Frame> frames = new ArrayList<>();
  private final Map<SessionId, Long> places = new HashMap<>();
  private final Map<SessionId, String> agents = new HashMap<>();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private int exchanges;

  public List<Frame> frames() {
    return frames;
  }

  public Tape after(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Instant now() {
    return now;
  }

  public static SessionId session(String id) {
    return new SessionId(id);
  }

  public Tape opened(String session, String agent) {
    agents.put(session(session), agent);
    add(
        session,
        Optional.empty(),
        Optional.empty(),
        new FrameBody.SessionOpened(
            identity(agent),
            "model-1",
            "reports",
            List.of("analysts"),
            Source.of("127.0.0.1:1"),
            "bq",
            Map.of(),
            false));
    return this;
  }

  public static Identity identity(String agent) {
    return new Identity("chaperone", agent, agent);
  }

  /** Seven frames. */
  public Tape query(String session, String sql, int status, String answer) {
    ExchangeId id = begin(session, sql);
    return end(session, id, status, answer);
  }

  /** Four frames; the answer is open. */
  public ExchangeId begin(String session, String sql) {
    ExchangeId id = new ExchangeId("x" + ++exchanges);
    Optional<ExchangeId> in = Optional.of(id);
    String agent = agents.getOrDefault(session(session), "agent");
    Blob body = Blob.utf8("{\"query\":\"" + sql + "\"}");
    add(
        session,
        in,
        Optional.empty(),
        new FrameBody.Received(
            identity(agent),
            "POST",
            "/bigquery/v2/projects/demo/queries",
            "bigquery.jobs.query",
            "query",
            Map.of("content-type", "application/json"),
            Source.of("127.0.0.1:5000"),
            "python",
            "00",
            body.length(),
            false));
    add(session, in, Optional.empty(), new FrameBody.RequestPart(0, body, true, "00"));
    add(
        session,
        in,
        Optional.empty(),
        new FrameBody.Facts(sql, false, false, List.of("SELECT"), List.of("demo.shop.t"), ""));
    add(
        session,
        in,
        Optional.empty(),
        new FrameBody.Decision("allow", "observe", "", "everything is allowed", false));
    return id;
  }

  public Tape end(String session, ExchangeId id, int status, String answer) {
    Optional<ExchangeId> in = Optional.of(id);
    Optional<JobKey> job = Optional.of(new JobKey("demo", "EU", "job-" + id.value()));
    add(session, in, job, new FrameBody.ResponseHead(status, status, Map.of()));
    add(session, in, job, new FrameBody.ResponseChunk(0, Blob.utf8(answer)));
    boolean bad = status >= 400;
    add(
        session,
        in,
        job,
        new FrameBody.ResponseEnd(
            true,
            answer.length(),
            "00",
            Duration.ofMillis(120),
            bad ? -1 : 2,
            bad ? -1 : 2,
            1_000,
            1_000,
            "false",
            "SELECT",
            bad ? "invalidQuery" : "",
            bad ? "Syntax error at [1:1]" : "",
            List.of()));
    return this;
  }

  /** A query whose answer was delivered, and by the policy's wish not stored. */
  public Tape unrecorded(String session, String sql, int bytes) {
    Optional<ExchangeId> in = Optional.of(begin(session, sql));
    add(session, in, Optional.empty(), new FrameBody.ResponseHead(200, 200, Map.of()));
    add(session, in, Optional.empty(), LevelChange.metadata().note());
    add(
        session,
        in,
        Optional.empty(),
        new FrameBody.ResponseEnd(
            true,
            bytes,
            "00",
            Duration.ofMillis(120),
            2,
            2,
            1_000,
            1_000,
            "false",
            "SELECT",
            "",
            "",
            List.of()));
    return this;
  }

  public Tape closed(String session) {
    add(
        session,
        Optional.empty(),
        Optional.empty(),
        new FrameBody.SessionClosed("idle", places.getOrDefault(session(session), 0L)));
    return this;
  }

  public void add(
      String session, Optional<ExchangeId> exchange, Optional<JobKey> job, FrameBody body) {
    SessionId id = session(session);
    long place = places.merge(id, 1L, Long::sum);
    frames.add(
        new Frame(
            new FrameHeader(
                frames.size() + 1,
                id,
                place,
                exchange,
                job,
                body.typeCode(),
                1,
                0,
                now,
                Digest.ZERO,
                Digest.ZERO),
            Optional.of(body)));
  }
}
