package dev.chaperone.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.identity.Principal;
import dev.chaperone.proxy.policy.testing.MovableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTrackerTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);
  private final Set<SessionId> waiting = new HashSet<>();
  private final SessionTracker tracker =
      new SessionTracker(
          recordings,
          new TimeOrderedIds(clock),
          clock,
          Duration.ofMinutes(30),
          () -> true,
          waiting::contains);

  @Test
  void anIdleSessionEndsAndTheNextRequestOpensAnother() {
    SessionId first = visit();
    clock.forward(Duration.ofMinutes(31));
    tracker.closeIdle();

    assertThat(recordings.bodies(FrameBody.SessionClosed.class)).hasSize(1);
    assertThat(visit()).isNotEqualTo(first);
  }

  @Test
  void aSessionStaysOpenAsLongAsOneOfItsRequestsWaitsForAPerson() {
    SessionId session = visit();
    waiting.add(session);
    clock.forward(Duration.ofHours(3));
    tracker.closeIdle();

    assertThat(recordings.bodies(FrameBody.SessionClosed.class)).isEmpty();
    assertThat(visit()).isEqualTo(session);

    waiting.remove(session);
    clock.forward(Duration.ofMinutes(31));
    tracker.closeIdle();
    assertThat(recordings.bodies(FrameBody.SessionClosed.class)).hasSize(1);
  }

  private SessionId visit() {
    Principal principal =
        new Principal(
            new Identity("issuer", "subject", "tester"),
            List.of(),
            "",
            "",
            "",
            clock.instant().plus(Duration.ofDays(1)),
            "token");
    try (Visit visit = tracker.enter(principal, "", new Source("test", -1, -1, ""), "client")) {
      return visit.session();
    }
  }
}
