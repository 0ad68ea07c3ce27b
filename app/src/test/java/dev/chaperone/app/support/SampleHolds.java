package dev.chaperone.app.support;

import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records holds and grants as a gateway would. */
public final class SampleHolds {
  public static final Instant HELD = Instant.now().minusSeconds(90);
  public static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);
  private static final SessionId SESSION = new SessionId("s-held");

  private SampleHolds() {}

  public static HeldRequest request(String sql) {
    return new HeldRequest(
            HeldRequest.JOB,
            SampleFrames.ANALYST,
            SESSION,
            "bigquery.jobs.insert",
            "POST",
            "/bigquery/v2/projects/demo/jobs",
            "ab12",
            "request-1",
            Optional.of(new JobKey("demo", "EU", "job_held")),
            "{\"configuration\":{}}",
            sql,
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
                List.of(new TableState("demo.shop.orders", "TABLE", "s1", "", "yes")),
                3L << 40,
                HELD.plus(Duration.ofMinutes(15))),
            "",
            List.of("table demo.shop.orders: schema"))
        .withGrounds(
            new HoldGrounds(
                "some-model",
                "monthly report",
                "gcloud-python",
                List.of("rule expensive: more than 50 GiB"),
                List.of("demo.shop.orders"),
                List.of("demo.shop.report"),
                List.of("demo.shop.orders.email (pii)"),
                List.of("SELECT_STAR"),
                List.of("demo.shop.orders"),
                List.of("the size of demo.shop.x"),
                "18.75",
                "UPPER_BOUND",
                "add WHERE day = …"));
  }

  public static void pending(Recorder recorder, String id, String sql) {
    record(
        recorder,
        new FrameBody.Hold(
            id,
            "PENDING",
            "more than 50 GiB",
            step(1, Decider.gateway(), "held"),
            Optional.of(request(sql))));
  }

  public static void denied(Recorder recorder, String id) {
    record(
        recorder,
        new FrameBody.Hold(id, "DENIED", "too much", step(2, GRACE, "denied"), Optional.empty()));
  }

  public static void grant(Recorder recorder, String id, String change, long left) {
    record(
        recorder,
        new GrantChange(
                id,
                change,
                SampleFrames.ANALYST,
                "f1",
                List.of("demo.shop.orders"),
                1L << 30,
                3,
                left,
                HELD.plus(Duration.ofDays(1)),
                "hold_1",
                GRACE,
                "approve like this",
                HELD)
            .note());
  }

  private static HoldStep step(long number, Decider by, String cause) {
    return new HoldStep(
        number, HELD.plusSeconds(number), Optional.of(SampleFrames.ANALYST), by, cause, "", -1, "");
  }

  private static void record(Recorder recorder, FrameBody body) {
    recorder.record(FrameDraft.ofSession(SESSION, body));
  }
}
