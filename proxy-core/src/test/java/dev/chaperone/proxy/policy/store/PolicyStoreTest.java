package dev.chaperone.proxy.policy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.PolicyProblem;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.decide.PolicyEngine;
import dev.chaperone.proxy.policy.example.OrdinaryRequest;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.testing.MovableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyStoreTest {
  private static final String HOLDS = "version: 1\ndefaults: { read: hold }\n";
  private static final String DENIES = "version: 1\ndefaults: { read: deny }\n";
  private static final String ALLOWS = "version: 1\ndefaults: { read: allow }\n";

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock();
  private final PolicyLoader loader = new PolicyLoader();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("policy.yaml");
  }

  @Test
  void aStricterFileTakesEffectAtOnce() throws Exception {
    PolicyStore store = open(HOLDS);
    clock.forward(Duration.ofMinutes(1));
    write(DENIES);

    PolicyState state = store.reload();

    assertThat(state.policy().defaults().read()).isEqualTo(Verdict.DENY);
    assertThat(state.since()).isEqualTo(clock.instant());
    assertThat(store.current()).isSameAs(state.policy());
  }

  @Test
  void aBrokenFileKeepsTheOldPolicyAndSaysWhereItIsWrong() throws Exception {
    PolicyStore store = open(HOLDS);
    write("version: 1\ndefaults: { reed: hold }\n");

    PolicyState state = store.reload();

    assertThat(state.policy().defaults().read()).isEqualTo(Verdict.HOLD);
    assertThat(state.problems())
        .singleElement()
        .asString()
        .contains("policy.yaml:2:13", "Did you mean 'read'?");

    write(HOLDS);
    assertThat(store.reload().problems()).isEmpty();
  }

  @Test
  void aFileThatIsGoneKeepsTheOldPolicy() throws Exception {
    PolicyStore store = open(HOLDS);
    Files.delete(file);

    assertThat(store.reload().problems()).hasSize(1);
    assertThat(store.current().defaults().read()).isEqualTo(Verdict.HOLD);
  }

  @Test
  void aLooserFileWaitsForTheOperatorWhoConfirmsExactlyIt() throws Exception {
    PolicyStore store = open(HOLDS);
    write(ALLOWS);
    PolicyState asked = store.reload();

    assertThat(asked.policy().defaults().read()).isEqualTo(Verdict.HOLD);
    assertThat(asked.loosenings()).isNotEmpty();
    assertThat(store.confirm("another version")).isFalse();
    assertThat(store.current().defaults().read()).isEqualTo(Verdict.HOLD);

    assertThat(store.confirm(asked.waiting().orElseThrow().source().sha256())).isTrue();
    assertThat(store.current().defaults().read()).isEqualTo(Verdict.ALLOW);
    assertThat(store.state().waiting()).isEmpty();
  }

  @Test
  void aPolicyThatCannotComeIntoForceKeepsTheOldAndSaysWhy() throws Exception {
    PolicyStore store = open(ALLOWS);
    store.require(PolicyStoreTest::refuse);
    write(HOLDS);
    PolicyState kept = store.reload();

    assertThat(kept.policy().defaults().read()).isEqualTo(Verdict.ALLOW);
    assertThat(kept.problems()).singleElement().asString().contains("no such credential");

    store.require(policy -> {});
    assertThat(store.reload().policy().defaults().read()).isEqualTo(Verdict.HOLD);
    assertThat(store.state().problems()).isEmpty();
  }

  @Test
  void aConfirmedPolicyThatCannotComeIntoForceWaitsOn() throws Exception {
    PolicyStore store = open(HOLDS);
    store.require(PolicyStoreTest::refuse);
    write(ALLOWS);
    String waiting = store.reload().waiting().orElseThrow().source().sha256();

    assertThatThrownBy(() -> store.confirm(waiting))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("no such credential");
    assertThat(store.current().defaults().read()).isEqualTo(Verdict.HOLD);
    store.require(policy -> {});
    assertThat(store.confirm(waiting)).isTrue();
    assertThat(store.current().defaults().read()).isEqualTo(Verdict.ALLOW);
  }

  private static void refuse(Policy policy) throws PolicyException {
    throw new PolicyException(
        List.of(
            new PolicyProblem(
                policy.source().name(), new Place(1, 1), "There is no such credential.", "")));
  }

  @Test
  void aLooserFileThatIsTakenBackWaitsNoLonger() throws Exception {
    PolicyStore store = open(HOLDS);
    write(ALLOWS);
    String waiting = store.reload().waiting().orElseThrow().source().sha256();
    write(HOLDS);
    store.reload();

    assertThat(store.state().waiting()).isEmpty();
    assertThat(store.confirm(waiting)).isFalse();
  }

  @Test
  void whereOperatorsAreNotToldApartALooserFileTakesEffect() throws Exception {
    write(HOLDS);
    PolicyStore store = PolicyStore.open(file, loader, clock, PolicyStore.Loosenings.APPLY);
    write(ALLOWS);

    assertThat(store.reload().policy().defaults().read()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void aRestartIsNoWayRoundTheConfirmation() throws Exception {
    Policy last = loader.load("before", HOLDS);
    write(ALLOWS);

    PolicyStore store =
        PolicyStore.resume(file, loader, clock, PolicyStore.Loosenings.CONFIRM, last);

    assertThat(store.current().defaults().read()).isEqualTo(Verdict.HOLD);
    assertThat(store.state().waiting()).isPresent();
  }

  @Test
  void aRestartWithABrokenFileKeepsTheLastPolicy() throws Exception {
    Policy last = loader.load("before", HOLDS);
    write("nonsense");

    PolicyStore store =
        PolicyStore.resume(file, loader, clock, PolicyStore.Loosenings.CONFIRM, last);

    assertThat(store.current()).isSameAs(last);
    assertThat(store.state().problems()).isNotEmpty();
  }

  @Test
  void aFirstStartWithABrokenFileIsRefused() throws Exception {
    write("nonsense");

    assertThatThrownBy(() -> open("nonsense")).isInstanceOf(PolicyException.class);
  }

  @Test
  void listenersHearOfEachChangeOnce() throws Exception {
    PolicyStore store = open(HOLDS);
    List<PolicyState> heard = new ArrayList<>();
    store.onChange(heard::add);
    write(DENIES);
    store.reload();
    store.reload();
    write("nonsense");
    store.reload();
    store.reload();

    assertThat(heard).hasSize(2);
  }

  @Test
  void theWatchSeesAWriteAndARename() throws Exception {
    PolicyStore store = open(HOLDS);
    CountDownLatch broken = new CountDownLatch(1);
    CountDownLatch denies = new CountDownLatch(1);
    store.onChange(
        state -> {
          if (!state.problems().isEmpty()) {
            broken.countDown();
          }
          if (state.policy().defaults().read() == Verdict.DENY) {
            denies.countDown();
          }
        });
    try (PolicyWatch watch = PolicyWatch.start(file, store, Duration.ofMillis(5))) {
      assertThat(watch).isNotNull();
      write("nonsense");
      assertThat(broken.await(20, TimeUnit.SECONDS)).isTrue();
      Path beside = Files.writeString(folder.resolve("new.yaml"), DENIES);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      assertThat(denies.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Two policies that disagree in every part: a mixture of them would show. */
  @Test
  void p3FiftyThreadsNeverSeeHalfAPolicyDuringReloads() throws Exception {
    String even = mixed("even", "deny", 10);
    String odd = mixed("odd", "hold", 20);
    write(even);
    PolicyStore store = PolicyStore.open(file, loader, clock, PolicyStore.Loosenings.APPLY);
    PolicyEngine engine = new PolicyEngine(System::nanoTime);
    PolicyInputs inputs = OrdinaryRequest.inputs().with(InputFields.ESTIMATE_BYTES, 15L);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong decided = new AtomicLong();
    ConcurrentHashMap<String, Long> seen = new ConcurrentHashMap<>();
    CountDownLatch started = new CountDownLatch(50);
    List<Future<?>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
      for (int i = 0; i < 50; i++) {
        readers.add(
            threads.submit(
                () -> {
                  started.countDown();
                  while (!stop.get()) {
                    Policy policy = store.current();
                    Decision decision = engine.decide(policy, inputs);
                    decided.incrementAndGet();
                    Thread.yield();
                    seen.merge(
                        decision.code()
                            + " "
                            + decision.matchingRules()
                            + " "
                            + decision.holdExpires()
                            + " "
                            + decision.recording().code()
                            + " "
                            + policy.budgets().getFirst().name(),
                        1L,
                        Long::sum);
                  }
                }));
      }
      started.await();
      try {
        for (int i = 0; i < 30; i++) {
          write(i % 2 == 0 ? odd : even);
          store.reload();
          write("half: [");
          store.reload();
        }
      } finally {
        stop.set(true);
      }
    }
    for (Future<?> reader : readers) {
      reader.get();
    }
    assertThat(decided.get()).isGreaterThan(1_000);
    assertThat(seen.keySet())
        .containsExactlyInAnyOrder(
            "denied-by-rule [even-a, even-b] PT10M metadata even-budget",
            "held-by-rule [odd-a, odd-b] PT20M full odd-budget");
  }

  private static String mixed(String name, String then, int minutes) {
    return """
    version: 1
    hold: { expires: %3$dm }
    rules:
      - { name: %1$s-a, when: "estimate.bytes > 10", then: %2$s }
      - { name: %1$s-b, when: "estimate.bytes > 11", then: %2$s }
    recording: [ { when: "%3$d == 10", level: metadata } ]
    budgets: [ { name: %1$s-budget, per: agent, window: 1h, rows: 1, then: hold } ]
    """
        .formatted(name, then, minutes);
  }

  private PolicyStore open(String text) throws Exception {
    write(text);
    return PolicyStore.open(file, loader, clock, PolicyStore.Loosenings.CONFIRM);
  }

  private void write(String text) throws Exception {
    Files.writeString(file, text);
  }
}
