package dev.chaperone.proxy.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.answer.Reply;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.approval.hold.UnknownHoldException;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.approval.job.Submission;
import dev.chaperone.proxy.approval.submit.EnvelopeSource;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.FrameApprovals;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.TableState;
import dev.chaperone.recordings.journal.TestJournal;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * P4: agents, two operators, the clock, upstream and the power supply all against each other, over
 * a real journal. Nothing denied or undecided is ever executed, nothing approved runs twice, and
 * what was approved and not taken back does run.
 */
class P4RacesTest {
  private static final int ROUNDS = 1_000;
  private static final int LONG_ROUNDS = 20_000;
  private static final int JOBS = 4;
  private static final int THREADS = 4;
  private static final int STEPS = 12;

  private final AtomicLong crashes = new AtomicLong();
  private final AtomicLong ran = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong adopted = new AtomicLong();
  private final AtomicLong replaced = new AtomicLong();
  private final AtomicLong held = new AtomicLong();

  /** What people did and what was promised to them, across all restarts of one round. */
  private static final class Witness {
    final Set<String> approvalAsked = ConcurrentHashMap.newKeySet();
    final Set<String> approvalPromised = ConcurrentHashMap.newKeySet();
    final Map<String, String> endedOtherwise = new ConcurrentHashMap<>();
    final Set<String> toldRefused = ConcurrentHashMap.newKeySet();
  }

  private record Gateway(TestJournal journal, Approvals approvals) {}

  @Test
  void P4_nothingUndecidedOrDeniedRunsAndNothingRunsTwice() throws Exception {
    rounds(0, ROUNDS);
  }

  @Test
  @Tag("long")
  void P4_manyMoreRaces() throws Exception {
    rounds(1_000_000, LONG_ROUNDS);
  }

  private void rounds(int from, int count) throws Exception {
    for (int seed = from; seed < from + count; seed++) {
      round(seed);
    }
    System.out.printf(
        "%d races: %d holds, %d jobs ran (%d adopted), %d ended without running, %d replaced, %d"
            + " power cuts%n",
        count, held.get(), ran.get(), adopted.get(), refused.get(), replaced.get(), crashes.get());
    assertThat(ran.get()).isGreaterThan(count / 2);
    assertThat(refused.get()).isGreaterThan(count / 2);
    assertThat(adopted.get()).isPositive();
    assertThat(replaced.get()).isPositive();
    assertThat(crashes.get()).isGreaterThan(count / 2);
  }

  private void round(int seed) throws Exception {
    Random random = new Random(seed);
    SettableClock clock = new SettableClock(Held.START);
    FakeBigQuery upstream = new FakeBigQuery();
    Witness witness = new Witness();
    CrashingStorage storage = new CrashingStorage();
    int generations = 1 + random.nextInt(3);
    for (int generation = 0; generation < generations; generation++) {
      upstream.randomTrouble(6);
      if (generation + 1 < generations) {
        storage.crashAfter(20 + random.nextInt(160));
      }
      run(storage, clock, upstream, witness, seed, random.nextLong());
      if (generation + 1 < generations) {
        crashes.incrementAndGet();
        storage = storage.afterCrash(random);
      }
    }
    upstream.trouble(() -> 0);
    Gateway calm = open(storage, clock, upstream, Runnable::run, seed, new Random(seed));
    for (int i = 0; i < 40 && !calm.approvals().openHolds().isEmpty(); i++) {
      clock.advance(Duration.ofMinutes(1));
      calm.approvals().sweep();
    }
    assertThat(calm.approvals().openHolds()).as("seed %d", seed).isEmpty();
    check(calm, upstream, witness, seed);
    calm.journal().close();
  }

  private void run(
      CrashingStorage storage,
      SettableClock clock,
      FakeBigQuery upstream,
      Witness witness,
      int seed,
      long choices)
      throws InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Gateway gateway = open(storage, clock, upstream, executor, seed, new Random(choices));
      race(gateway, clock, witness, choices);
      executor.shutdown();
      assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      gateway.journal().close();
    } catch (RecordingException e) {
      // the power failed while opening
    }
  }

  /**
   * @throws RecordingException if the power fails meanwhile
   */
  private static Gateway open(
      CrashingStorage storage,
      SettableClock clock,
      FakeBigQuery upstream,
      Executor executor,
      int seed,
      Random drift) {
    TestJournal journal = TestJournal.open(storage, clock, seed);
    if (drift.nextBoolean()) { // the agent's session may be over: steps then go elsewhere
      closeSession(journal);
    }
    Approvals approvals =
        Approvals.open(
            new FrameApprovals(journal::frames),
            journal.recorder(),
            clock,
            System::nanoTime,
            upstream,
            hold -> look(hold, drift, clock),
            executor);
    approvals.sweep();
    return new Gateway(journal, approvals);
  }

  private static void closeSession(TestJournal journal) {
    try {
      journal
          .recorder()
          .record(FrameDraft.ofSession(Held.SESSION, new FrameBody.SessionClosed("idle", 0)));
    } catch (RecordingException e) {
      // closed already, or the power failed: both are what the test wants
    }
  }

  private static EnvelopeSource.Now look(Hold hold, Random random, SettableClock clock) {
    Envelope was = hold.request().envelope();
    int roll;
    synchronized (random) {
      roll = random.nextInt(20);
    }
    return switch (roll) {
      case 0 -> new EnvelopeSource.Now.NotKnown("the catalogue is away");
      case 1 -> new EnvelopeSource.Now.Denied("no-drops", "not any more");
      case 2 ->
          new EnvelopeSource.Now.Is(
              new Envelope(
                  was.sqlDigest(),
                  was.fingerprint(),
                  was.parametersDigest(),
                  was.configurationDigest(),
                  was.destination(),
                  was.location(),
                  List.of(new TableState("demo.shop.orders", "TABLE", "other", "", "no")),
                  was.bytes(),
                  clock.instant().plus(Held.PATIENCE)));
      default -> new EnvelopeSource.Now.Is(was);
    };
  }

  private void race(Gateway gateway, SettableClock clock, Witness witness, long seed)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    AtomicInteger failures = new AtomicInteger();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(seed + t);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < STEPS; i++) {
                      try {
                        step(gateway.approvals(), clock, witness, random);
                      } catch (RecordingException e) {
                        failures.incrementAndGet(); // the power is gone
                      } catch (UnknownHoldException e) {
                        // its beginning could not be recorded
                      } catch (InterruptedException e) {
                        Thread.interrupted(); // an agent hung up
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void step(Approvals approvals, SettableClock clock, Witness witness, Random random)
      throws InterruptedException {
    String job = "job_" + random.nextInt(JOBS);
    List<Hold> open = approvals.openHolds();
    Optional<Hold> some =
        open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        HeldRequest request =
            Held.job(
                Held.ALICE,
                Held.query(job).job().orElseThrow(),
                random.nextBoolean() ? "request-" + job : "",
                Held.json(Held.query(job).resource()),
                Held.GIB,
                clock.instant().plus(Held.PATIENCE));
        Opened opened = approvals.holds().open(request, Optional.empty());
        if (opened instanceof Opened.New) {
          held.incrementAndGet();
        }
        if (random.nextInt(3) == 0) {
          told(
              approvals.jobs().queried(opened, random.nextInt(3), System.nanoTime()),
              opened,
              witness);
        }
      }
      case 3, 4, 5 -> some.ifPresent(hold -> approve(approvals, hold.id(), witness));
      case 6 -> some.ifPresent(hold -> note(approvals.deny(hold.id(), Held.LINUS, "no"), witness));
      case 7 -> {
        if (some.isPresent()) {
          approvals.jobs().cancel(some.get(), Held.ALICE, System.nanoTime() - 9_990_000_000L);
          approvals.holds().find(some.get().id()).ifPresent(h -> ended(h, witness));
        }
      }
      case 8 -> {
        if (random.nextInt(4) == 0) {
          clock.advance(Duration.ofMinutes(random.nextInt(12)));
        }
        approvals.sweep();
      }
      case 9 -> {
        if (some.isPresent()) {
          HeldRequest edited = Held.replacing(some.get().request(), some.get().id(), "");
          witness.approvalAsked.add("edit-of-" + some.get().id());
          note(
              approvals.editAndApprove(
                  edited, Held.GRACE, "a filter", "fine", OptionalLong.empty()),
              witness);
        }
      }
      default -> {
        if (some.isPresent()) {
          if (random.nextInt(4) == 0) {
            Thread.currentThread().interrupt(); // the agent hangs up
          }
          Reply reply = approvals.jobs().results(some.get(), random.nextInt(4), System.nanoTime());
          told(reply, new Opened.Repeated(some.get()), witness);
        }
      }
    }
  }

  private static void approve(Approvals approvals, String id, Witness witness) {
    witness.approvalAsked.add(id);
    note(approvals.approve(id, Held.GRACE, "fine", OptionalLong.empty()), witness);
  }

  private static void note(Verdict verdict, Witness witness) {
    if (verdict instanceof Verdict.Applied(Hold hold) && hold.state() == HoldState.APPROVED) {
      witness.approvalPromised.add(hold.id());
    }
    ended(verdict.hold(), witness);
  }

  private static void ended(Hold hold, Witness witness) {
    switch (hold.state()) {
      case DENIED, EXPIRED, WITHDRAWN, EDITED ->
          witness.endedOtherwise.put(hold.id(), hold.state().name());
      case PENDING, APPROVED, SUBMITTING, DONE -> {}
    }
  }

  /** Whoever was answered an error was told that nothing ran. */
  private static void told(Reply reply, Opened opened, Witness witness) {
    if (reply instanceof Reply.Error && opened instanceof Opened.New(Hold hold)) {
      witness.toldRefused.add(hold.id());
    }
  }

  private void check(Gateway gateway, FakeBigQuery upstream, Witness witness, int seed) {
    Map<String, Hold> holds = new java.util.HashMap<>();
    gateway.approvals().holds().all().forEach(hold -> holds.put(hold.id(), hold));
    Set<String> jobs = new HashSet<>();
    Set<String> executed = new HashSet<>();
    for (ObjectNode job : upstream.executed()) {
      JsonNode reference = job.path("jobReference");
      String id = job.path("configuration").path("labels").path(Submission.HOLD).asText();
      assertThat(jobs.add(reference.path("jobId").asText()))
          .as("seed %d: runs once", seed)
          .isTrue();
      assertThat(executed.add(id)).as("seed %d: hold runs once", seed).isTrue();
      assertThat(witness.endedOtherwise).as("seed %d: ended otherwise", seed).doesNotContainKey(id);
      assertThat(witness.toldRefused).as("seed %d: told refused", seed).doesNotContain(id);
      Hold hold = holds.get(id);
      assertThat(hold).as("seed %d: hold %s is on record", seed, id).isNotNull();
      assertThat(
              witness.approvalAsked.contains(id)
                  || witness.approvalAsked.contains("edit-of-" + hold.request().replaces()))
          .as("seed %d: hold %s was approved by somebody", seed, id)
          .isTrue();
      assertThat(hold.submitted()).as("seed %d: %s %s", seed, hold, hold.detail()).isTrue();
      assertThat(job.path("configuration").path("query").path("maximumBytesBilled").asText())
          .isEqualTo(Long.toString(Held.GIB + Held.GIB / 10 + 1));
      ran.incrementAndGet();
    }
    for (Hold hold : holds.values()) {
      if (hold.submitted()) {
        assertThat(executed).as("seed %d: %s did run", seed, hold).contains(hold.id());
        if (hold.step().cause().equals("adopted")) {
          adopted.incrementAndGet();
        }
      } else {
        refused.incrementAndGet();
        assertThat(executed).as("seed %d: %s did not run", seed, hold).doesNotContain(hold.id());
      }
      if (hold.state() == HoldState.EDITED) {
        replaced.incrementAndGet();
      }
    }
    for (String id : witness.approvalPromised) {
      assertThat(holds.get(id)).as("seed %d: promised %s", seed, id).isNotNull();
    }
    witness.endedOtherwise.forEach(
        (id, state) ->
            assertThat(holds.get(id).state().name()).as("seed %d: %s", seed, id).isEqualTo(state));
  }
}
