package dev.chaperone.proxy.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.answer.CallDesk;
import dev.chaperone.proxy.approval.grant.Grant;
import dev.chaperone.proxy.approval.grant.GrantAsk;
import dev.chaperone.proxy.approval.grant.GrantTerms;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.UnknownHoldException;
import dev.chaperone.proxy.approval.submit.EnvelopeSource;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.FrameApprovals;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.journal.TestJournal;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * P4 for what is no job, and for grants: agents repeat, operators decide, power fails. An approval
 * lets one request through, a grant as many as it counts, whatever happens in between.
 */
class P4CallRacesTest {
  private static final int ROUNDS = 400;
  private static final int THREADS = 4;
  private static final int STEPS = 14;
  private static final int GRANTED = 3;

  private final AtomicInteger wentThrough = new AtomicInteger();
  private final AtomicInteger usesOfGrants = new AtomicInteger();
  private final AtomicInteger crashes = new AtomicInteger();

  private static final class Witness {
    final Set<String> approvalAsked = ConcurrentHashMap.newKeySet();
    final Set<String> denied = ConcurrentHashMap.newKeySet();
    final Map<String, AtomicInteger> through = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> uses = new ConcurrentHashMap<>();
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final Set<String> usedAfterRevoked = ConcurrentHashMap.newKeySet();

    static void count(Map<String, AtomicInteger> where, String id) {
      where.computeIfAbsent(id, i -> new AtomicInteger()).incrementAndGet();
    }
  }

  @Test
  void P4_oneApprovalIsOneRequestAndAGrantNoMoreThanItsCount() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      SettableClock clock = new SettableClock(Held.START);
      Witness witness = new Witness();
      CrashingStorage storage = new CrashingStorage();
      for (int generation = 0; generation < 3; generation++) {
        storage.crashAfter(30 + random.nextInt(120));
        run(storage, clock, witness, seed, random.nextLong());
        storage = storage.afterCrash(random);
        crashes.incrementAndGet();
      }
      check(storage, clock, witness, seed);
    }
    System.out.printf(
        "%d races: %d calls went through, %d uses of grants, %d power cuts%n",
        ROUNDS, wentThrough.get(), usesOfGrants.get(), crashes.get());
    assertThat(wentThrough.get()).isGreaterThan(ROUNDS / 4);
    assertThat(usesOfGrants.get()).isGreaterThan(ROUNDS / 4);
  }

  private static Approvals open(TestJournal journal, SettableClock clock) {
    Approvals approvals =
        Approvals.open(
            new FrameApprovals(journal::frames),
            journal.recorder(),
            clock,
            System::nanoTime,
            new FakeBigQuery(),
            hold -> new EnvelopeSource.Now.NotKnown("no jobs here"),
            Runnable::run);
    approvals.sweep();
    return approvals;
  }

  private void run(
      CrashingStorage storage, SettableClock clock, Witness witness, int seed, long choices)
      throws InterruptedException {
    TestJournal journal;
    try {
      journal = TestJournal.open(storage, clock, seed);
    } catch (RecordingException e) {
      return; // the power failed while opening
    }
    Approvals approvals = open(journal, clock);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(choices + t);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < STEPS; i++) {
                      try {
                        step(approvals, clock, witness, random);
                      } catch (RecordingException | UnknownHoldException e) {
                        // the power is gone
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    journal.close();
  }

  private static void step(
      Approvals approvals, SettableClock clock, Witness witness, Random random) {
    List<Hold> open = approvals.openHolds();
    Optional<Hold> some =
        open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> ask(approvals, clock, witness, random);
      case 4, 5 ->
          some.ifPresent(
              hold -> {
                witness.approvalAsked.add(hold.id());
                approvals.approve(hold.id(), Held.GRACE, "fine", OptionalLong.empty());
              });
      case 6 ->
          some.ifPresent(
              hold -> {
                if (approvals.deny(hold.id(), Held.LINUS, "no").hold().state()
                    == HoldState.DENIED) {
                  witness.denied.add(hold.id());
                }
              });
      case 7 -> {
        if (random.nextInt(5) == 0) {
          clock.advance(Duration.ofMinutes(random.nextInt(10)));
        }
        approvals.sweep();
      }
      case 8 -> grants(approvals, clock, witness, random);
      default -> use(approvals, witness);
    }
  }

  private static void ask(
      Approvals approvals, SettableClock clock, Witness witness, Random random) {
    CallDesk.Entry entry =
        approvals
            .calls()
            .ask(
                Held.call(
                    Held.ALICE, "body-" + random.nextInt(2), clock.instant().plus(Held.PATIENCE)),
                Optional.empty());
    if (entry instanceof CallDesk.Entry.GoesThrough(Hold hold)) {
      Witness.count(witness.through, hold.id()); // upstream has it now
      approvals.calls().finished(hold, random.nextInt(3) == 0 ? -1 : 200, "");
    }
  }

  private static void grants(
      Approvals approvals, SettableClock clock, Witness witness, Random random) {
    List<Grant> grants = approvals.grants().all();
    if (grants.size() < 2) {
      approvals
          .grants()
          .make(
              new GrantTerms(
                  Held.ALICE,
                  "shape-1",
                  Set.of("demo.shop.orders"),
                  Held.GIB,
                  GRANTED,
                  clock.instant().plus(Duration.ofDays(1)),
                  ""),
              Held.GRACE,
              "");
    } else if (random.nextInt(4) == 0) {
      String id = grants.get(random.nextInt(grants.size())).id();
      approvals.grants().revoke(id, Held.LINUS, "");
      witness.revoked.add(id);
    }
  }

  private static void use(Approvals approvals, Witness witness) {
    Set<String> revokedBefore = Set.copyOf(witness.revoked);
    approvals
        .grants()
        .use(
            new GrantAsk(
                Held.ALICE, "shape-1", Optional.of(Set.of("demo.shop.orders")), OptionalLong.of(1)),
            Held.SESSION,
            Optional.empty())
        .ifPresent(
            grant -> {
              Witness.count(witness.uses, grant.id());
              if (revokedBefore.contains(grant.id())) {
                witness.usedAfterRevoked.add(grant.id());
              }
            });
  }

  private void check(CrashingStorage storage, SettableClock clock, Witness witness, int seed) {
    try (TestJournal journal = TestJournal.open(storage, clock, seed)) {
      Approvals approvals = open(journal, clock);
      Map<String, Hold> holds = new HashMap<>();
      approvals.holds().all().forEach(hold -> holds.put(hold.id(), hold));
      witness.through.forEach(
          (id, times) -> {
            assertThat(times.get()).as("seed %d: %s", seed, id).isEqualTo(1);
            assertThat(witness.approvalAsked).as("seed %d", seed).contains(id);
            assertThat(witness.denied).as("seed %d", seed).doesNotContain(id);
            assertThat(holds.get(id).state().name()).as("seed %d: %s", seed, id).isEqualTo("DONE");
            wentThrough.incrementAndGet();
          });
      witness.uses.forEach(
          (id, times) -> {
            assertThat(times.get()).as("seed %d: %s", seed, id).isLessThanOrEqualTo(GRANTED);
            usesOfGrants.addAndGet(times.get());
          });
      assertThat(witness.usedAfterRevoked).as("seed %d", seed).isEmpty();
      approvals.grants().all().stream()
          .filter(grant -> witness.revoked.contains(grant.id()))
          .forEach(grant -> assertThat(grant.revoked()).as("seed %d", seed).isTrue());
    }
  }
}
