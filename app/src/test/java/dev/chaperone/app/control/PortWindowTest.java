package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.app.window.FarTexts;
import dev.chaperone.app.window.PreferencesFile;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.console.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window's models over the console port: what a person at another machine sees. */
class PortWindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final ExecutorService views = Executors.newSingleThreadExecutor();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private PortUnderTest gateway;
  private WindowModel model;

  @BeforeEach
  void start() throws Exception {
    gateway = new PortUnderTest(folder.resolve("data"), ConsolePort.Limits.USUAL);
    model =
        ui(
            () ->
                new WindowModel(
                    gateway::console,
                    new FarTexts(),
                    PreferencesFile.read(folder, background),
                    new ModelContext(Clock.systemUTC(), background, views::execute)));
    ui(
        () -> {
          model.operator().attend();
          model.start();
          return true;
        });
  }

  @AfterEach
  void end() throws Exception {
    ui(
        () -> {
          model.close();
          model.operator().cancel();
          return true;
        });
    gateway.close();
    background.shutdownNow();
    views.shutdown();
    assertThat(views.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void itAsksForThePassphraseAndShowsNothingBeforeItAndEverythingAfter() throws Exception {
    SampleFrames.open(gateway.recordings.recorder(), new SessionId("s-one"));
    await(() -> model.operator().questionProperty().get().isPresent());
    assertThat(ui(() -> model.sessions().rows().size())).isZero();
    answer("a guess at it");
    await(() -> model.operator().failureProperty().get().contains("not the passphrase"));
    assertThat(ui(() -> model.console().connectionProperty().get()))
        .isNotEqualTo(Connection.CONNECTED);

    answer(PortUnderTest.PASSPHRASE);
    await(() -> model.console().connectionProperty().get() == Connection.CONNECTED);
    await(() -> model.sessions().rows().size() == 1);
    SampleFrames.open(gateway.recordings.recorder(), new SessionId("s-two"));
    await(() -> model.sessions().rows().size() == 2);

    gateway.changePassphrase(PortUnderTest.PASSPHRASE, "copper lantern fjord");
    await(() -> model.operator().questionProperty().get().isPresent());
    answer("copper lantern fjord");
    SampleFrames.open(gateway.recordings.recorder(), new SessionId("s-three"));
    await(() -> model.sessions().rows().size() == 3);
  }

  private void answer(String passphrase) throws Exception {
    ui(
        () -> {
          model.operator().answer(passphrase.toCharArray());
          return true;
        });
  }

  private <T> T ui(Callable<T> task) throws Exception {
    return views.submit(task).get(20, TimeUnit.SECONDS);
  }

  private void await(Callable<Boolean> condition) throws Exception {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!ui(condition)) {
      assertThat(Instant.now()).as("nothing came of it").isBefore(limit);
      Thread.sleep(20);
    }
  }
}
