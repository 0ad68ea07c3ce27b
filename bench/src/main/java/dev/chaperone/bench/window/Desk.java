package dev.chaperone.bench.window;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.ui.fx.FxExecutor;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.UiExecutor;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.agents.ConnectTexts;
import dev.chaperone.ui.model.console.ConsoleSource;
import dev.chaperone.ui.model.settings.Preferences;
import dev.chaperone.ui.theme.Theme;
import dev.chaperone.ui.window.ConsoleWindow;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The real window, and ways to do something on its thread. */
final class Desk {
  private static final long PATIENCE_SECONDS = 120;

  private final Samples tasks = new Samples("the window's own tasks (UiExecutor)");
  private final WindowModel model;
  private final ConsoleWindow window;
  private final Stage stage;

  private Desk(ConsoleSource source) {
    UiExecutor ui = timed(new FxExecutor());
    model =
        new WindowModel(
            source,
            new NoClients(),
            new NoPreferences(),
            new ModelContext(Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor(), ui));
    window = new ConsoleWindow(model, new Theme(model.theme()), Clock.systemUTC(), ZoneOffset.UTC);
    stage = new Stage();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(Integer.getInteger("bench.width", 1280));
    stage.setHeight(Integer.getInteger("bench.height", 800));
    stage.setScene(window.scene());
  }

  /** Starts the toolkit; returns its thread. */
  static Thread startToolkit() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Thread[] fx = new Thread[1];
    Platform.startup(
        () -> {
          fx[0] = Thread.currentThread();
          started.countDown();
        });
    started.await();
    Platform.setImplicitExit(false);
    return fx[0];
  }

  static Desk open(ConsoleSource source) {
    return call(
        () -> {
          Desk desk = new Desk(source);
          desk.stage.show();
          desk.model.start();
          return desk;
        });
  }

  private UiExecutor timed(UiExecutor inner) {
    return task ->
        inner.execute(
            () -> {
              long begun = System.nanoTime();
              task.run();
              tasks.add(System.nanoTime() - begun);
            });
  }

  Samples tasks() {
    return tasks;
  }

  WindowModel model() {
    return model;
  }

  ConsoleWindow window() {
    return window;
  }

  static <T> T call(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the window did not do what was asked", e);
    }
  }

  static void run(Runnable action) {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!call(condition::getAsBoolean)) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("waited in vain: " + what);
      }
      pause(20);
    }
  }

  /** Waits for the end of the next layout. */
  void laidOut() {
    CountDownLatch done = new CountDownLatch(1);
    Runnable[] listener = new Runnable[1];
    listener[0] =
        () -> {
          window.scene().removePostLayoutPulseListener(listener[0]);
          done.countDown();
        };
    run(
        () -> {
          window.scene().addPostLayoutPulseListener(listener[0]);
          Platform.requestNextPulse();
        });
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void close() {
    run(
        () -> {
          stage.hide();
          stage.setScene(null);
          window.close();
        });
  }

  /** Keeps nothing. */
  private record NoPreferences() implements Preferences {
    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public void put(String key, String value) {}
  }

  /** Nobody connects here. */
  private record NoClients() implements ConnectTexts {
    @Override
    public List<Client> clients() {
      return List.of(new Client("env", "Other"));
    }

    @Override
    public String defaultProject(GatewayStatus gateway) {
      return "demo";
    }

    @Override
    public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
      return new Text("", List.of());
    }
  }
}
