package dev.chaperone.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.support.FakeApprovals;
import dev.chaperone.app.support.SampleHolds;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import dev.chaperone.recordings.frame.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame crosses the control socket unchanged. */
class JsonTest {
  private static final Identity WHO = new Identity("iss", "sub", "agent");
  private static final Source FROM = new Source("127.0.0.1:1", -1, 7, "/bin/x");
  private static final Instant TIME = Instant.parse("2026-11-21T23:59:59.123456789Z");

  static Stream<FrameBody> bodies() {
    Map<String, String> map = Map.of("a", "æ\u0000\n\"");
    return Stream.of(
        new FrameBody.SessionOpened(WHO, "m", "p", List.of("g"), FROM, "c", map, true),
        new FrameBody.Received(WHO, "GET", "/x?y", "m", "e", map, FROM, "c", "d", -1, true),
        new FrameBody.RequestPart(1, Blob.owning(new byte[] {0, -1, 127}), true, "d"),
        new FrameBody.Facts("SELECT '😀'", true, false, List.of("k"), List.of("t"), "a"),
        new FrameBody.Estimate(Long.MAX_VALUE, "a", "o"),
        new FrameBody.Decision("allow", "observe", "r", "why", true),
        new FrameBody.Hold("h", "s", "d"),
        new FrameBody.Hold(
            "h",
            "DENIED",
            "d",
            new HoldStep(
                2,
                TIME,
                Optional.of(WHO),
                new Decider("grace", Decider.How.OPERATOR_SESSION),
                "denied",
                "",
                -1,
                ""),
            Optional.of(
                new HeldRequest(
                    HeldRequest.JOB,
                    WHO,
                    new SessionId("s"),
                    "m",
                    "POST",
                    "/p",
                    "d",
                    "",
                    Optional.of(new JobKey("p", "", "j")),
                    "{}",
                    "SELECT 1",
                    List.of("SELECT"),
                    -1,
                    "r",
                    "why",
                    new Envelope(
                        "a",
                        "b",
                        "c",
                        "d",
                        "",
                        "EU",
                        List.of(new TableState("t", "TABLE", "s", "", "no")),
                        5,
                        TIME),
                    "",
                    List.of()))),
        new FrameBody.Upstream("forward", "GET", "http://x", ""),
        new FrameBody.ResponseHead(200, -1, map),
        new FrameBody.ResponseChunk(5, Blob.EMPTY),
        new FrameBody.Sealed(5, "rk_1", "eph", Blob.utf8("x"), true),
        new FrameBody.ResponseEnd(
            false,
            1,
            "d",
            Duration.ofNanos(123_456_789),
            1,
            2,
            3,
            4,
            "true",
            "SELECT",
            "r",
            "m",
            List.of(Owned.table("p", "d", "t"))),
        new FrameBody.Failure("c", "m", map),
        new FrameBody.Gap("r", 9),
        new FrameBody.SessionClosed("idle", 3),
        new FrameBody.Checkpoint(9, "h", TIME, "", ""),
        new FrameBody.AgentChange("a", "created", List.of("g"), "m", "p", TIME, 2),
        new FrameBody.KeyChange("k", "u", "created"),
        new FrameBody.Note(FrameType.GRANT, map),
        new FrameBody.Unknown("from-the-future", Blob.utf8("x")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aFrameSurvivesTheJourney(FrameBody body) throws Exception {
    FrameHeader header =
        new FrameHeader(
            7,
            new SessionId("s"),
            3,
            Optional.of(new ExchangeId("e")),
            Optional.of(new JobKey("p", "", "j")),
            body.typeCode(),
            1,
            -5,
            TIME,
            Digest.sha256(new byte[] {1}),
            Digest.ZERO);
    Frame frame = new Frame(header, Optional.of(body));
    assertThat(journey(frame)).isEqualTo(frame);
    Frame erased =
        new Frame(
            new FrameHeader(
                1,
                new SessionId("s"),
                1,
                Optional.empty(),
                Optional.empty(),
                "x",
                1,
                0,
                TIME,
                Digest.ZERO,
                Digest.ZERO),
            Optional.empty());
    assertThat(journey(erased)).isEqualTo(erased);
  }

  @Test
  void noBodyIsForgottenHere() {
    assertThat(bodies().map(Object::getClass).distinct().count())
        .isEqualTo(FrameBody.class.getPermittedSubclasses().length);
  }

  static Stream<Object> records() {
    return Stream.of(
        new HoldDecision.Approve("h", "æ", -1),
        new HoldDecision.ApproveLike("h", "", 1, 2, Duration.ofNanos(123_456_789), 3),
        new HoldDecision.EditAndApprove("h", "SELECT '😀'\n", "", 1),
        new HoldDecision.Deny("h", "no"),
        new HoldAnswer(true, "h", "APPROVED", "told"),
        FakeApprovals.STATUS,
        SampleHolds.request("SELECT 1"),
        new HoldSummary(
            "h",
            "DENIED",
            "job",
            new SessionId("s"),
            "",
            WHO,
            "m",
            "POST",
            "/p",
            "SELECT 1",
            List.of("SELECT"),
            Optional.of(new JobKey("p", "", "j")),
            "r",
            "why",
            -1,
            5,
            TIME,
            TIME,
            TIME,
            Decider.gateway(),
            "d",
            "c",
            "",
            ""),
        new GrantSummary(
            "g", WHO, "f", List.of("t"), 1, 2, 1, TIME, TIME, true, "h", Decider.NOT_TOLD, "r"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatOperatorsSeeAndSaySurvivesTheJourney(Object record) throws Exception {
    byte[] json = Json.MAPPER.writeValueAsBytes(record);
    Class<?> type = record instanceof HoldDecision ? HoldDecision.class : record.getClass();
    assertThat((Object) Json.MAPPER.readValue(json, type)).isEqualTo(record);
  }

  private static Frame journey(Frame frame) throws Exception {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(frame), Frame.class);
  }
}
