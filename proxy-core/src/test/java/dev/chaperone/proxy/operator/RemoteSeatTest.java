package dev.chaperone.proxy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.proxy.policy.testing.MovableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seats that are reached from other machines. */
class RemoteSeatTest {
  private static final String GOOD = "plum harbour wicket";
  private static final String OTHER = "copper lantern fjord";
  private static final PassphraseHash.Cost CHEAP = new PassphraseHash.Cost(64, 1);

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);

  private OperatorGuard guard(OperatorAuth auth) {
    return OperatorGuard.open(data, recordings, auth, "ada", clock, CHEAP);
  }

  private OperatorGuard withPassphrase() {
    OperatorGuard guard = guard(OperatorAuth.AUTO);
    try (OperatorSeat seat = guard.seat("test")) {
      seat.changePassphrase(new char[0], GOOD.toCharArray());
    }
    return guard;
  }

  private static OperatorStatus unlock(OperatorSeat seat, String passphrase) {
    try (OperatorProof.Passphrase proof =
        new OperatorProof.Passphrase(passphrase.toCharArray(), OperatorProof.USUAL)) {
      return seat.unlock(proof);
    }
  }

  private Path file() {
    return data.resolve("keys/operator.json");
  }

  private List<Map<String, String>> recorded(String change) {
    return recordings.bodies(FrameBody.Note.class).stream()
        .filter(note -> note.type() == FrameType.OPERATOR)
        .map(FrameBody.Note::values)
        .filter(values -> values.get("change").equals(change))
        .toList();
  }

  private static void assertNeedsOperator(ThrowingCallable deed) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(deed)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.NEEDS_OPERATOR));
  }

  private static void assertRefused(ThrowingCallable deed, String told) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(deed)
        .withMessageContaining(told)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.REFUSED_OPERATOR));
  }

  @Test
  void aSeatFarAwayIsAdmittedByAPassphraseForAWorkingDayAndNamesWhereItIs() {
    OperatorGuard guard = withPassphrase();
    RemoteSeat seat = guard.remoteSeat("console port", "192.0.2.7");
    assertThat(seat.isAdmitted()).isFalse();
    assertRefused(() -> unlock(seat, OTHER), "not the passphrase");
    assertThat(seat.isAdmitted()).isFalse();
    assertThat(recorded("refused").getLast()).containsEntry("place", "console port, 192.0.2.7");

    OperatorStatus status = unlock(seat, GOOD);
    assertThat(seat.isAdmitted()).isTrue();
    assertThat(seat.decider())
        .isEqualTo(
            new Decider(
                "ada (console port, 192.0.2.7)",
                Decider.How.OPERATOR_SESSION,
                "passphrase",
                status.session()));
    clock.forward(Duration.ofMinutes(11));
    assertNeedsOperator(seat::decider);
    assertThat(seat.isAdmitted()).isTrue();
    seat.lock();
    assertThat(seat.isAdmitted()).isTrue();
    clock.forward(Duration.ofHours(8));
    assertThat(seat.isAdmitted()).isFalse();

    unlock(seat, GOOD);
    assertThat(seat.isAdmitted()).isTrue();
    seat.close();
    assertThat(seat.isAdmitted()).isFalse();
  }

  @Test
  void anotherPassphraseEndsEveryAdmissionButThatOfWhoSetIt() {
    OperatorGuard guard = withPassphrase();
    RemoteSeat one = guard.remoteSeat("console port", "192.0.2.7");
    RemoteSeat two = guard.remoteSeat("console port", "192.0.2.8");
    unlock(one, GOOD);
    unlock(two, GOOD);
    one.changePassphrase(GOOD.toCharArray(), OTHER.toCharArray());
    assertThat(one.isAdmitted()).isTrue();
    assertThat(two.isAdmitted()).isFalse();
    assertNeedsOperator(two::decider);
    assertThat(recorded("passphrase-set").getLast())
        .containsEntry("decider", "ada (console port, 192.0.2.7)");
  }

  @Test
  void wrongProofsFromManyAddressesSlowDownTheirPlaceTogetherAndNoOther() {
    OperatorGuard guard = withPassphrase();
    for (int i = 0; i < 3; i++) {
      RemoteSeat guesser = guard.remoteSeat("console port", "192.0.2." + i);
      assertRefused(() -> unlock(guesser, OTHER), "not the passphrase");
    }
    RemoteSeat person = guard.remoteSeat("console port", "192.0.2.9");
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> unlock(person, GOOD))
        .withMessageContaining("too many wrong tries");
    assertThat(unlock(guard.seat("window"), GOOD).state()).isEqualTo(OperatorStatus.State.UNLOCKED);
  }

  @Test
  void farAwayNothingButAPassphraseOpensAndNothingIsTold() throws IOException {
    OperatorGuard open = guard(OperatorAuth.NONE);
    assertThat(open.asksForPassphrase()).isFalse();
    RemoteSeat seat = open.remoteSeat("console port", "192.0.2.7");
    assertRefused(() -> unlock(seat, GOOD), "nobody can log in from here");
    assertRefused(
        () -> seat.changePassphrase(new char[0], OTHER.toCharArray()), "nobody can log in");
    assertNeedsOperator(seat::decider);
    assertThat(seat.isAdmitted()).isFalse();
    assertThat(file()).doesNotExist();

    OperatorGuard guard = withPassphrase();
    assertThat(guard.asksForPassphrase()).isTrue();
    RemoteSeat other = guard.remoteSeat("console port", "192.0.2.7");
    unlock(other, GOOD);
    Files.delete(file());
    assertThat(guard.asksForPassphrase()).isFalse();
    assertThat(other.isAdmitted()).isFalse();
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> unlock(other, GOOD))
        .withMessageNotContaining(data.toString());
  }
}
