package dev.chaperone.ui.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.testing.FakeConsole;
import dev.chaperone.ui.model.testing.LockedSeat;
import dev.chaperone.ui.model.testing.Tape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
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
  private final FakeConsole fake = new FakeConsole(new Tape());
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

  private CompletableFuture<Object> creating(String name) {
    return CompletableFuture.supplyAsync(
        () -> console.createAgent(NewAgent.named(name)), background);
  }

  @Test
  void whatNeedsAnOperatorAsksAndIsDoneAfterTheRightAnswer() throws Exception {
    model.attend();
    CompletableFuture<Object> created = creating("coder");
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
    assertThat(creating("second").get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void withoutAnAnswerItIsNotDone() throws Exception {
    model.attend();
    CompletableFuture<Object> created = creating("coder");
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
}
