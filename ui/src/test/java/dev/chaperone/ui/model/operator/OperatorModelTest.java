package dev.chaperone.ui.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.testing.FakeConsole;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorModelTest {
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final SynchronousQueue<Runnable> views = new SynchronousQueue<>();
  private final LockedSeat seat = new LockedSeat();
  private final FakeConsole fake = new FakeConsole();
  private final OperatorModel model =
      new OperatorModel(new ModelContext(Clock.systemUTC(), background, this::onViews));
  private final Console console = model.over(() -> refusing(fake, seat)).open();

  OperatorModelTest() {
    fake.seat = seat;
  }

  @AfterEach
  void stop() {
    background.shutdownNow();
  }

  private void onViews(Runnable change) {
    try {
      views.put(change);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void viewsTakeOne() throws InterruptedException {
    Runnable change = views.poll(10, TimeUnit.SECONDS);
    assertThat(change).isNotNull();
    change.run();
  }

  /** As a gateway does: creating an agent needs the seat to be unlocked. */
  private static Console refusing(FakeConsole fake, OperatorSeat seat) {
    return (Console)
        Proxy.newProxyInstance(
            Console.class.getClassLoader(),
            new Class<?>[] {Console.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("createAgent")) {
                seat.decider();
              }
              try {
                return method.invoke(fake, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private CompletableFuture<Object> creating() {
    return CompletableFuture.supplyAsync(
        () -> console.createAgent(NewAgent.named("coder")), background);
  }

  @Test
  void whatNeedsAnOperatorAsksAndIsDoneAfterTheRightAnswer() throws Exception {
    model.attend();
    CompletableFuture<Object> created = creating();
    viewsTakeOne();
    assertThat(model.questionProperty().get()).isPresent();

    model.answer("wrong".toCharArray());
    viewsTakeOne();
    assertThat(model.failureProperty().get()).contains("not the passphrase");
    assertThat(created).isNotDone();

    char[] right = "right".toCharArray();
    model.answer(right);
    assertThat(model.busyProperty().get()).isTrue();
    viewsTakeOne();
    assertThat(created.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(model.questionProperty().get()).isEmpty();
    assertThat(model.busyProperty().get()).isFalse();
    assertThat(right).containsOnly('\0');
    assertThat(creating().get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void withoutAnAnswerItIsNotDone() throws Exception {
    model.attend();
    CompletableFuture<Object> created = creating();
    viewsTakeOne();
    model.cancel();
    assertThat(model.questionProperty().get()).isEmpty();
    assertThat(created.handle((r, e) -> e.getCause()).get(10, TimeUnit.SECONDS))
        .isInstanceOf(ConsoleException.class);
    assertThat(fake.agents()).isEmpty();
  }

  @Test
  void whereNobodyIsThereToAnswerTheRefusalIsPassedOn() {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> console.createAgent(NewAgent.named("coder")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.NEEDS_OPERATOR));
  }

  @Test
  void otherFailuresAndReadingAreAsTheyWere() {
    model.attend();
    assertThat(console.agents()).isEmpty();
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> console.revokeAgent("nobody"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.NOT_FOUND));
  }

  /** Its passphrase is {@code right}. */
  private static final class LockedSeat implements OperatorSeat {
    private volatile boolean unlocked;

    @Override
    public OperatorStatus status() {
      return new OperatorStatus(
          unlocked ? OperatorStatus.State.UNLOCKED : OperatorStatus.State.LOCKED,
          "",
          "ada",
          "",
          Optional.<Instant>empty(),
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public OperatorStatus unlock(OperatorProof proof) {
      if (!(proof instanceof OperatorProof.Passphrase p) || !"right".equals(new String(p.text()))) {
        throw new ConsoleException(
            ConsoleException.Code.REFUSED_OPERATOR, "that is not the passphrase");
      }
      unlocked = true;
      return status();
    }

    @Override
    public void lock() {
      unlocked = false;
    }

    @Override
    public void changePassphrase(char[] before, char[] after) {}

    @Override
    public Decider decider() {
      if (!unlocked) {
        throw new ConsoleException(
            ConsoleException.Code.NEEDS_OPERATOR, "only an operator may do that");
      }
      return new Decider(
          "ada", Decider.How.OPERATOR_SESSION);
    }

    @Override
    public Decider onRecord(String deed, String subject) {
      return decider();
    }

    @Override
    public void close() {}
  }
}
