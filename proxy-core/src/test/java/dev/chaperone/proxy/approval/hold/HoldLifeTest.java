package dev.chaperone.proxy.approval.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HoldLifeTest {
  private static final Instant NOW = Held.START.plusSeconds(60);
  private static final HoldCommand APPROVE =
      new HoldCommand.Approve(Held.GRACE, "fine", OptionalLong.empty());
  private static final HoldCommand DENY = new HoldCommand.Deny(Held.LINUS, "too much");
  private static final HoldCommand WITHDRAW =
      new HoldCommand.Withdraw(new Decider("Analyst 7", Decider.How.AGENT), "cancelled");
  private static final HoldCommand EXPIRE = new HoldCommand.Expire();
  private static final HoldCommand REPLACE =
      new HoldCommand.Replace(Held.GRACE, HoldCommand.Replace.BY_EDIT, "hold_2", "a filter");
  private static final HoldCommand SUBMIT = new HoldCommand.Submit();
  private static final HoldCommand FINISH = new HoldCommand.Finish("submitted", "", "");
  private static final List<HoldCommand> ALL =
      List.of(APPROVE, DENY, WITHDRAW, EXPIRE, REPLACE, SUBMIT, FINISH);

  private static Hold pending(HeldRequest request) {
    return Hold.begun(HoldLife.begin("hold_1", request, Held.START));
  }

  private static Hold after(Hold hold, HoldCommand... commands) {
    Hold at = hold;
    for (HoldCommand command : commands) {
      at = at.after(((Ruling.Step) HoldLife.decide(at, command, NOW)).frame());
    }
    return at;
  }

  private static Hold in(HoldState state) {
    Hold pending = pending(Held.query("job_1"));
    return switch (state) {
      case PENDING -> pending;
      case APPROVED -> after(pending, APPROVE);
      case SUBMITTING -> after(pending, APPROVE, SUBMIT);
      case DONE -> after(pending, APPROVE, SUBMIT, FINISH);
      case EDITED -> after(pending, REPLACE);
      case DENIED -> after(pending, DENY);
      case EXPIRED ->
          pending.after(
              ((Ruling.Step) HoldLife.decide(pending, EXPIRE, NOW.plus(Held.PATIENCE))).frame());
      case WITHDRAWN -> after(pending, WITHDRAW);
    };
  }

  private static String outcome(HoldState state, HoldCommand command) {
    return switch (HoldLife.decide(in(state), command, NOW)) {
      case Ruling.Step(FrameBody.Hold frame) -> frame.state();
      case Ruling.Already a -> "already";
      case Ruling.TooLate t -> "late";
      case Ruling.NotPossible n -> "not possible";
    };
  }

  @Test
  void everyCommandInEveryStateHasTheOutcomeThatIsWrittenHere() {
    // in the order of ALL: approve, deny, withdraw, expire, replace, submit, finish
    Map<HoldState, List<String>> expected =
        Map.of(
            HoldState.PENDING,
            List.of(
                "APPROVED",
                "DENIED",
                "WITHDRAWN",
                "late",
                "EDITED",
                "not possible",
                "not possible"),
            HoldState.APPROVED,
            List.of(
                "already", "DENIED", "WITHDRAWN", "late", "EDITED", "SUBMITTING", "not possible"),
            HoldState.SUBMITTING,
            List.of("already", "late", "late", "late", "late", "already", "DONE"),
            HoldState.DONE,
            List.of("already", "late", "late", "late", "late", "already", "already"),
            HoldState.EDITED,
            List.of("late", "late", "late", "late", "already", "late", "late"),
            HoldState.DENIED,
            List.of("late", "already", "late", "late", "late", "late", "late"),
            HoldState.EXPIRED,
            List.of("late", "late", "late", "already", "late", "late", "late"),
            HoldState.WITHDRAWN,
            List.of("late", "late", "already", "late", "late", "late", "late"));
    for (HoldState state : HoldState.values()) {
      assertThat(ALL.stream().map(command -> outcome(state, command)).toList())
          .as(state.name())
          .isEqualTo(expected.get(state));
    }
  }

  @Test
  void whatAPersonApprovedIsNotPutBackByWhatIsFoundOutLater() {
    HoldCommand found =
        new HoldCommand.Replace(
            Decider.gateway(), HoldCommand.Replace.BY_LOOKING_UP, "hold_2", "looked up");
    assertThat(outcome(HoldState.PENDING, found)).isEqualTo("EDITED");
    assertThat(outcome(HoldState.APPROVED, found)).isEqualTo("late");
  }

  @Test
  void P4_onceTimeIsOverEveryCommandFindsTheHoldExpiredAndNobodyDeniedIt() {
    Instant late = Held.START.plus(Held.PATIENCE);
    for (HoldCommand command : ALL) {
      assertThat(HoldLife.decide(in(HoldState.PENDING), command, late))
          .isInstanceOfSatisfying(
              Ruling.Step.class,
              step -> {
                assertThat(step.frame().state()).isEqualTo("EXPIRED");
                assertThat(step.frame().step().by().how()).isEqualTo(Decider.How.GATEWAY);
                assertThat(step.frame().step().cause()).isEqualTo("expired");
              });
    }
    assertThat(HoldLife.decide(in(HoldState.PENDING), APPROVE, late.minusMillis(1)))
        .isInstanceOfSatisfying(
            Ruling.Step.class, step -> assertThat(step.frame().state()).isEqualTo("APPROVED"));
  }

  @Test
  void P4_anApprovalThatCouldNotBeBegunInTimeIsGivenUp() {
    Hold approved = in(HoldState.APPROVED);
    Instant end = HoldLife.deadline(approved).orElseThrow();
    assertThat(end).isEqualTo(NOW.plus(HoldLife.STARTS_WITHIN));
    assertThat(HoldLife.decide(approved, SUBMIT, end))
        .isInstanceOfSatisfying(
            Ruling.Step.class, step -> assertThat(step.frame().state()).isEqualTo("EXPIRED"));
    assertThat(HoldLife.due(in(HoldState.SUBMITTING), end.plus(Duration.ofDays(300)))).isFalse();
  }

  @Test
  void P5_theCapIsTheSmallestOfClientPersonAndATenthMoreThanTheEstimate() {
    long mib = 1L << 20;
    assertThat(ByteCap.of(-1, 1_000 * mib, OptionalLong.empty(), 1)).hasValue(1_100 * mib);
    assertThat(ByteCap.of(-1, 5, OptionalLong.empty(), 3)).hasValue(30 * mib);
    assertThat(ByteCap.of(-1, 0, OptionalLong.empty(), 0)).hasValue(10 * mib);
    assertThat(ByteCap.of(7 * mib, 1_000 * mib, OptionalLong.empty(), 1)).hasValue(7 * mib);
    assertThat(ByteCap.of(-1, 1_000 * mib, OptionalLong.of(mib), 1)).hasValue(mib);
    assertThat(ByteCap.of(-1, 1_000 * mib, OptionalLong.of(5_000 * mib), 1)).hasValue(1_100 * mib);
    assertThat(ByteCap.of(-1, -1, OptionalLong.of(9), 1)).hasValue(9);
    assertThat(ByteCap.of(4, -1, OptionalLong.of(9), 1)).hasValue(4);
    assertThat(ByteCap.of(4, -1, OptionalLong.empty(), 1)).isEmpty();
    assertThat(ByteCap.of(-1, Long.MAX_VALUE - 1, OptionalLong.empty(), 1))
        .hasValue(Long.MAX_VALUE);
    assertThat(ByteCap.of(-1, 101, OptionalLong.empty(), 1)).hasValue(10 * mib);
    assertThat(ByteCap.of(-1, 10_000_000_001L, OptionalLong.empty(), 1)).hasValue(11_000_000_002L);
  }

  @Test
  void P5_whatWouldBeReadIsNotKnownSoThePersonHasToNameACap() {
    Hold unknown = pending(Held.query(Held.ALICE, "job_1", "", -1));
    assertThat(HoldLife.decide(unknown, APPROVE, NOW))
        .isInstanceOfSatisfying(
            Ruling.NotPossible.class, no -> assertThat(no.message()).contains("how many bytes"));
    Hold approved =
        after(unknown, new HoldCommand.Approve(Held.GRACE, "", OptionalLong.of(Held.GIB)));
    assertThat(approved.approval().orElseThrow().cap()).hasValue(Held.GIB);
  }

  @Test
  void aCallHasNoCap() {
    Hold approved = after(pending(Held.call(Held.ALICE, "d")), APPROVE);
    assertThat(approved.approval().orElseThrow().cap()).isEmpty();
    assertThat(HoldLife.deadline(approved)).contains(NOW.plus(HoldLife.REPEATED_WITHIN));
  }

  @Test
  void stepsThatDoNotFollowAreNotTaken() {
    Hold pending = in(HoldState.PENDING);
    FrameBody.Hold submitting =
        ((Ruling.Step) HoldLife.decide(in(HoldState.APPROVED), SUBMIT, NOW)).frame();
    assertThatThrownBy(() -> pending.after(submitting))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hold.begun(submitting)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoComesLateIsToldWhoDidWhatAndWhen() {
    assertThat(HoldLife.told(in(HoldState.DENIED)))
        .isEqualTo(
            "Hold hold_1 was denied by linus (unprotected) at 2026-03-01T10:01:00Z: too much");
    assertThat(HoldLife.told(in(HoldState.APPROVED))).contains("approved by grace at 2026");
    assertThat(HoldLife.told(in(HoldState.SUBMITTING))).contains("approved by grace");
    assertThat(HoldLife.told(in(HoldState.EXPIRED))).contains("expired").contains("nobody decided");
    assertThat(HoldLife.told(in(HoldState.WITHDRAWN))).contains("withdrawn by the agent");
    assertThat(HoldLife.told(in(HoldState.EDITED))).contains("hold_2").contains("grace");
    for (HoldState state : HoldState.values()) {
      assertThat(HoldLife.told(in(state))).startsWith("Hold hold_1 ");
    }
  }
}
