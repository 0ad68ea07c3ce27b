package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.TableState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Frames of holds and grants as a gateway would draft them. */
public final class ApprovalFrames {
  public static final JobKey JOB = new JobKey("demo", "EU", "job_held");
  public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  public static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);

  private ApprovalFrames() {}

  public static HeldRequest request(SessionId session) {
    return new HeldRequest(
        HeldRequest.JOB,
        TestFrames.ALICE,
        session,
        "bigquery.jobs.insert",
        "POST",
        "/bigquery/v2/projects/demo/jobs",
        "ab12",
        "request-1",
        Optional.of(JOB),
        "{\"configuration\":{\"query\":{\"query\":\"select 'π'\"}}}",
        "select 'π'",
        List.of("SELECT"),
        1L << 40,
        "expensive",
        "more than 50 GiB",
        new Envelope(
            "d1",
            "f1",
            "p1",
            "c1",
            "",
            "EU",
            List.of(new TableState("demo.shop.orders", "TABLE", "s1", "", "no")),
            3L << 40,
            START.plusSeconds(900)),
        "hold_0",
        List.of("table demo.shop.orders: schema"));
  }

  public static FrameBody.Hold opened(String id, SessionId session) {
    return new FrameBody.Hold(
        id,
        "PENDING",
        "more than 50 GiB",
        new HoldStep(
            1, START, Optional.of(TestFrames.ALICE), Decider.gateway(), "held", "", -1, ""),
        Optional.of(request(session)));
  }

  public static FrameBody.Hold step(String id, long number, String state, String cause, long cap) {
    return new FrameBody.Hold(
        id,
        state,
        "because",
        new HoldStep(
            number,
            START.plusSeconds(number),
            Optional.of(TestFrames.ALICE),
            GRACE,
            cause,
            "",
            cap,
            ""),
        Optional.empty());
  }

  public static GrantChange grant(String id, String change, long left) {
    return new GrantChange(
        id,
        change,
        TestFrames.ALICE,
        "f1",
        List.of("demo.shop.orders", "demo.shop.customers"),
        1L << 30,
        3,
        left,
        START.plusSeconds(3_600),
        "hold_1",
        GRACE,
        "approve like this",
        START);
  }
}
