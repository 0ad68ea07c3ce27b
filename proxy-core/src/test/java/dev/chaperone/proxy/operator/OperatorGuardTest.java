package dev.chaperone.proxy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.proxy.policy.testing.MovableClock;
import dev.chaperone.proxy.testing.FrameApprovals;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operator sessions by passphrase, over real files. */
class OperatorGuardTest {
  private static final String GOOD = "plum harbour wicket";
  private static final String OTHER = "copper lantern fjord";
  private static final PassphraseHash.Cost CHEAP = new PassphraseHash.Cost(64, 1);

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);

  private OperatorGuard guard(OperatorAuth auth) {
    return OperatorGuard.open(data, recordings, auth, "ada", clock, CHEAP);
  }

  private static OperatorStatus unlock(OperatorSeat seat, String passphrase) {
    try (OperatorProof.Passphrase proof =
        new OperatorProof.Passphrase(passphrase.toCharArray(), OperatorProof.USUAL)) {
      return seat.unlock(proof);
    }
  }

  private OperatorGuard withPassphrase() {
    OperatorGuard guard = guard(OperatorAuth.AUTO);
    set(guard, "", GOOD);
    return guard;
  }

  private static void set(OperatorGuard guard, String before, String after) {
    try (OperatorSeat seat = guard.seat("test")) {
      seat.changePassphrase(before.toCharArray(), after.toCharArray());
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

  @Test
  void beforeAPassphraseIsSetEverythingIsUnprotectedAndSaysSo() {
    OperatorGuard guard = guard(OperatorAuth.AUTO);
    guard.gatewayStarts();
    OperatorSeat seat = guard.seat("window");

    assertThat(guard.isUnprotected()).isTrue();
    assertThat(seat.status().state()).isEqualTo(OperatorStatus.State.UNPROTECTED);
    assertThat(seat.status().told()).contains("unprotected", "operator set-passphrase");
    assertThat(seat.decider()).isEqualTo(new Decider("ada", Decider.How.UNPROTECTED));
    assertThat(recorded("mode"))
        .containsExactly(Map.of("change", "mode", "mode", "auto", "protection", "unprotected"));
  }

  @Test
  void onceAPassphraseIsSetOnlyAnUnlockedSeatGoverns() {
    OperatorGuard guard = withPassphrase();
    OperatorSeat seat = guard.seat("window");
    OperatorSeat other = guard.seat("control socket");

    assertThat(guard.isUnprotected()).isFalse();
    assertNeedsOperator(seat::decider);
    OperatorStatus status = unlock(seat, GOOD);

    assertThat(status.state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    assertThat(status.identity()).isEqualTo("ada");
    assertThat(seat.decider())
        .isEqualTo(
            new Decider("ada", Decider.How.OPERATOR_SESSION, "passphrase", status.session()));
    assertNeedsOperator(other::decider);
    assertThat(recorded("unlocked"))
        .singleElement()
        .satisfies(
            values ->
                assertThat(values)
                    .containsEntry("operatorSession", status.session())
                    .containsEntry("deciderProof", "passphrase")
                    .containsEntry("place", "window"));
    seat.lock();
    assertNeedsOperator(seat::decider);
    assertThat(recorded("locked")).hasSize(1);
  }

  @Test
  void aSessionEndsWhenItIsNotUsedAndWithItsSeat() {
    OperatorGuard guard = withPassphrase();
    OperatorSeat seat = guard.seat("window");
    unlock(seat, GOOD);
    clock.forward(Duration.ofMinutes(9));
    seat.decider();
    clock.forward(Duration.ofMinutes(9));
    seat.status(); // looking is not using
    seat.decider();
    clock.forward(Duration.ofMinutes(10));
    assertNeedsOperator(seat::decider);
    assertThat(seat.status().state()).isEqualTo(OperatorStatus.State.LOCKED);

    unlock(seat, GOOD);
    seat.close();
    assertNeedsOperator(seat::decider);
  }

  @Test
  void asOftenAsItIsUsedASessionEndsAfterAWorkingDay() {
    OperatorSeat seat = withPassphrase().seat("window");
    unlock(seat, GOOD);
    for (int i = 0; i < 8 * 60 / 5 - 1; i++) {
      clock.forward(Duration.ofMinutes(5));
      seat.decider();
    }
    clock.forward(Duration.ofMinutes(5));
    assertNeedsOperator(seat::decider);
  }

  @Test
  void wrongPassphrasesAreRecordedAndSlowedDownAtTheirOwnPlaceOnly() {
    OperatorGuard guard = withPassphrase();
    OperatorSeat socket = guard.seat("control socket");
    for (int i = 0; i < 3; i++) {
      assertRefused(() -> unlock(guard.seat("control socket"), OTHER), "not the passphrase");
    }
    assertRefused(() -> unlock(socket, GOOD), "wait 2 s");
    assertThat(unlock(guard.seat("window"), GOOD).state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    clock.forward(Duration.ofSeconds(1));
    assertRefused(() -> unlock(socket, OTHER), "not the passphrase");
    clock.forward(Duration.ofSeconds(1));
    assertRefused(() -> unlock(socket, GOOD), "wait");
    clock.forward(Duration.ofMinutes(2));
    assertThat(unlock(socket, GOOD).state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    assertThat(recorded("refused"))
        .hasSize(4)
        .allSatisfy(values -> assertThat(values).containsEntry("place", "control socket"));
  }

  @Test
  void noPassphraseIsEverRecordedNorInTheFile() throws IOException {
    OperatorGuard guard = withPassphrase();
    OperatorSeat seat = guard.seat("window");
    unlock(seat, GOOD);
    assertRefused(() -> unlock(seat, OTHER), "not the passphrase");

    String everything =
        recordings.frames().toString() + Files.readString(file()) + guard + seat.status();
    assertThat(everything).doesNotContain(GOOD, OTHER);
    assertThat(
            new OperatorProof.Passphrase(GOOD.toCharArray(), OperatorProof.USUAL).toString()
                + new OperatorProof.IdToken("ey.ey.ey", OperatorProof.USUAL))
        .doesNotContain(GOOD, "ey.ey");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void anotherPassphraseNeedsTheOldOneAndEndsOtherSessions() {
    OperatorGuard guard = withPassphrase();
    OperatorSeat mine = guard.seat("window");
    OperatorSeat another = guard.seat("control socket");
    unlock(mine, GOOD);
    unlock(another, GOOD);

    assertRefused(() -> set(guard, "", OTHER), "passphrase so far");
    assertRefused(() -> set(guard, "something else", OTHER), "not the passphrase");
    mine.changePassphrase(GOOD.toCharArray(), OTHER.toCharArray());

    assertThat(mine.decider().how()).isEqualTo(Decider.How.OPERATOR_SESSION);
    assertNeedsOperator(another::decider);
    assertRefused(() -> unlock(another, GOOD), "not the passphrase");
    assertThat(unlock(another, OTHER).state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    assertThat(recorded("passphrase-set")).hasSize(2);
  }

  @Test
  void weakPassphrasesAreNotTaken() {
    OperatorGuard guard = guard(OperatorAuth.AUTO);
    for (String weak : List.of("", "short", "aaaaaaaaaaaaaaaaaa")) {
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> set(guard, "", weak))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.INVALID));
    }
    assertThat(guard.isUnprotected()).isTrue();
  }

  @Test
  void aPassphraseOutlivesTheProcess() {
    withPassphrase();
    OperatorSeat seat = guard(OperatorAuth.AUTO).seat("window");
    assertNeedsOperator(seat::decider);
    assertThat(unlock(seat, GOOD).state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    assertNeedsOperator(guard(OperatorAuth.AS_BEFORE).seat("command")::decider);
  }

  @Test
  void aFileThatWasSwappedOrRemovedOpensNothing() throws IOException {
    withPassphrase();
    byte[] mine = PassphraseHash.of(OTHER.toCharArray(), CHEAP).toBytes();
    byte[] real = Files.readAllBytes(file());

    for (OperatorAuth auth :
        List.of(OperatorAuth.AUTO, OperatorAuth.PASSPHRASE, OperatorAuth.AS_BEFORE)) {
      Files.write(file(), mine);
      assertShut(guard(auth), "not the one that was recorded");
      Files.write(file(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertShut(guard(auth), "not the one that was recorded");
      Files.delete(file());
      assertShut(guard(auth), "is gone");
      Files.write(file(), real);
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
      assertThat(unlock(guard(auth).seat("window"), GOOD).state())
          .isEqualTo(OperatorStatus.State.UNLOCKED);
    }
  }

  @Test
  void aFileSwappedUnderARunningGatewayOpensNothingEither() throws IOException {
    OperatorGuard guard = withPassphrase();
    OperatorSeat seat = guard.seat("control socket");
    Files.write(file(), PassphraseHash.of(OTHER.toCharArray(), CHEAP).toBytes());
    assertRefused(() -> unlock(seat, OTHER), "not the one that was recorded");
    assertNeedsOperator(seat::decider);
    Files.delete(file());
    assertRefused(() -> unlock(seat, GOOD), "is gone");
    assertNeedsOperator(seat::decider);
    assertThat(guard.isUnprotected()).isFalse();
  }

  @Test
  void aFileNobodySetOpensNothing() throws IOException {
    Files.createDirectories(data.resolve("keys"));
    Files.write(file(), PassphraseHash.of(OTHER.toCharArray(), CHEAP).toBytes());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    assertShut(guard(OperatorAuth.AUTO), "not the one that was recorded");
  }

  @Test
  void aNewPassphraseThatWasRecordedButNotPutInItsPlaceIs() throws IOException {
    withPassphrase();
    Path next = data.resolve("keys/operator.next.json");
    Files.move(file(), next);
    assertThat(unlock(guard(OperatorAuth.AUTO).seat("window"), GOOD).state())
        .isEqualTo(OperatorStatus.State.UNLOCKED);
    assertThat(file()).exists();
    assertThat(next).doesNotExist();
  }

  @Test
  void aResetIsRecordedAndTold() {
    OperatorGuard guard = withPassphrase();
    clock.forward(Duration.ofDays(1));
    guard.reset();

    assertThat(guard.isUnprotected()).isTrue();
    OperatorGuard next = guard(OperatorAuth.AUTO);
    assertThat(next.isUnprotected()).isTrue();
    assertThat(next.seat("window").status().reset()).contains(clock.instant());
    assertThat(recorded("passphrase-reset"))
        .singleElement()
        .satisfies(values -> assertThat(values).containsEntry("deciderHow", "unprotected"));
    set(next, "", OTHER);
    assertThat(guard(OperatorAuth.AUTO).seat("window").status().reset()).isPresent();
  }

  @Test
  void aPassphraseThatIsDemandedAndMissingRefusesWithTheNextStep() {
    OperatorGuard guard = guard(OperatorAuth.PASSPHRASE);
    guard.gatewayStarts();
    assertShut(guard, "chaperone operator set-passphrase");
    assertShut(guard(OperatorAuth.AS_BEFORE), "chaperone operator set-passphrase");
    set(guard, "", GOOD);
    assertThat(unlock(guard.seat("window"), GOOD).state()).isEqualTo(OperatorStatus.State.UNLOCKED);
  }

  @Test
  void switchedOffItIsUnprotectedThoughAPassphraseIsSetAndThatIsRecorded() {
    withPassphrase();
    OperatorGuard guard = guard(OperatorAuth.NONE);
    guard.gatewayStarts();
    guard.gatewayStarts();
    assertThat(guard.isUnprotected()).isTrue();
    assertThat(guard.seat("window").decider().how()).isEqualTo(Decider.How.UNPROTECTED);
    assertRefused(() -> set(guard, "", OTHER), "passphrase so far");
    assertThat(recorded("mode"))
        .containsExactly(Map.of("change", "mode", "mode", "none", "protection", "unprotected"));
    assertNeedsOperator(guard(OperatorAuth.AS_BEFORE).seat("command")::decider);
  }

  @Test
  void deedsWithoutFramesOfTheirOwnAreRecordedBeforeTheyAreDone() {
    OperatorSeat seat = withPassphrase().seat("window");
    assertNeedsOperator(() -> seat.onRecord("create-agent", "coder"));
    assertThat(recorded("act")).isEmpty();
    OperatorStatus status = unlock(seat, GOOD);
    seat.onRecord("create-agent", "coder");
    assertThat(recorded("act"))
        .singleElement()
        .satisfies(
            values ->
                assertThat(values)
                    .containsEntry("deed", "create-agent")
                    .containsEntry("subject", "coder")
                    .containsEntry("operatorSession", status.session()));
  }

  @Test
  void whatCannotBeRecordedDoesNotBegin() {
    OperatorSeat seat = withPassphrase().seat("window");
    recordings.failReceipts(RecordingException.Code.STORE_FULL);
    assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> unlock(seat, GOOD));
    recordings.recover();
    assertNeedsOperator(seat::decider);
  }

  @Test
  void whatCannotBeReadOfThePastShutsUntilAReset() {
    OperatorGuard guard = withPassphrase();
    assertThat(OperatorPast.of(losing(0, Optional.empty())).damaged()).isTrue();
    assertThat(OperatorPast.of(losing(0, Optional.of(recordings.frames().getFirst()))).damaged())
        .isTrue();
    guard.reset();
    OperatorPast after = OperatorPast.of(losing(0, Optional.empty()));
    assertThat(after.damaged()).isFalse();
    assertThat(after.digest()).isEmpty();
  }

  /** The recordings without one operator frame, or without its payload. */
  private ApprovalRecords losing(int which, Optional<Frame> headerOf) {
    List<Frame> frames = new ArrayList<>();
    recordings.approvals().framesOf(ApprovalRecords.OPERATOR, frames::add);
    return new FrameApprovals(List::of) {
      @Override
      public void framesOf(String id, Consumer<Frame> consumer, Runnable missing) {
        for (int i = 0; i < frames.size(); i++) {
          if (i != which) {
            consumer.accept(frames.get(i));
          } else if (headerOf.isPresent()) {
            consumer.accept(new Frame(headerOf.get().header(), Optional.empty()));
          } else {
            missing.run();
          }
        }
      }
    };
  }

  private static void assertShut(OperatorGuard guard, String told) {
    OperatorSeat seat = guard.seat("control socket");
    assertThat(guard.isUnprotected()).isFalse();
    assertThat(seat.status().state()).isEqualTo(OperatorStatus.State.REFUSING);
    assertThat(seat.status().told()).contains(told);
    assertNeedsOperator(seat::decider);
    assertRefused(() -> unlock(seat, OTHER), told);
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
}
