package dev.chaperone.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.app.control.ShortTemp;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.agents.AgentRow;
import dev.chaperone.ui.model.agents.ConnectModel;
import dev.chaperone.ui.model.console.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window's models over a real console and a real store: what a person would see. */
abstract class WindowModelContract {
  private static final SessionId SESSION = new SessionId("s-one");
  private static final SessionId SECOND = new SessionId("s-two");
  private static final SessionId THIRD = new SessionId("s-three");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir(factory = ShortTemp.class)
  Path folder;

  private final ExecutorService views = Executors.newSingleThreadExecutor();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private DataFolder data;
  private Recordings recordings;
  private WindowModel model;

  /** Starts to serve this console, as an owner of the folder does. */
  abstract void serve(LocalConsole local) throws Exception;

  /** Opens the served one; throws {@code GONE} if there is none. */
  abstract Console open();

  abstract void stopServing();

  @BeforeEach
  void start() throws Exception {
    data = new DataFolder(folder.resolve("data"));
    data.create();
    startOwner();
    model =
        ui(
            () ->
                new WindowModel(
                    this::open,
                    new GatewayTexts(data, Map.of()),
                    PreferencesFile.read(folder, background),
                    new ModelContext(Clock.systemUTC(), background, views::execute)));
    ui(
        () -> {
          model.start();
          return true;
        });
    await(() -> model.console().connectionProperty().get() == Connection.CONNECTED);
  }

  @AfterEach
  void end() throws Exception {
    ui(
        () -> {
          model.close();
          return true;
        });
    stopServing();
    recordings.close();
    background.shutdown();
    assertThat(background.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    views.shutdown();
  }

  private void startOwner() throws Exception {
    RealParts parts = new RealParts(Clock.systemUTC());
    recordings = parts.openStore(data);
    Recordings mine = recordings;
    serve(
        new LocalConsole(
            mine, parts.openAgents(data, mine), ApprovalDesk.none(), () -> status(mine)));
  }

  private ConsoleStatus status(Recordings mine) {
    return new ConsoleStatus(
        7,
        data.root(),
        Instant.EPOCH,
        Optional.of(
            new GatewayStatus(
                "127.0.0.1:1",
                "127.0.0.1:2",
                folder.resolve("ca.pem"),
                folder.resolve("ca.p12"),
                "http://127.0.0.1:9050",
                "none")),
        "",
        StoreHealth.GOOD,
        mine.lastSequence(),
        true);
  }

  @Test
  void sessionsAndFramesArriveLiveAndTheCursorFollowsThenStays() throws Exception {
    assertThat(ui(() -> model.console().statusProperty().get().endpoint()))
        .isEqualTo("127.0.0.1:1");
    SampleFrames.open(recordings.recorder(), SESSION);
    SampleFrames.query(recordings.recorder(), SESSION, "e1", "SELECT 1");
    await(() -> model.sessions().rows().size() == 1 && model.session().exchanges().size() == 1);
    await(() -> model.session().cursor().exchange() == 1);
    SampleFrames.query(recordings.recorder(), SESSION, "e2", "SELECT 2");
    await(() -> model.session().exchanges().size() == 2);
    await(() -> model.session().cursor().exchange() == 2);

    ui(
        () -> {
          model.session().selectFrame(3);
          model.player().stepFrame(1);
          return true;
        });
    SampleFrames.query(recordings.recorder(), SESSION, "e3", "SELECT 3");
    await(() -> model.session().exchanges().size() == 3 && model.session().frameCount() == 25);
    assertThat(ui(() -> model.session().cursor().frame())).isEqualTo(4);
  }

  @Test
  void agentsAreCreatedConnectedSeenAndRevoked() throws Exception {
    ui(
        () -> {
          model.agents().nameProperty().set("analyst");
          model.agents().create(() -> {});
          return true;
        });
    await(() -> model.agents().rows().size() == 1);
    ui(
        () -> {
          model.connect().agentProperty().set("analyst");
          return true;
        });
    await(() -> model.connect().textProperty().get().copy().contains("CLOUDSDK_CORE_PROJECT=demo"));
    for (var client : ui(() -> model.connect().clients())) {
      ui(
          () -> {
            model.connect().clientProperty().set(client);
            return true;
          });
      String telling = client.id().equals("java") ? ".setHost(" : "export ";
      await(
          () ->
              model.connect().textProperty().get().copy().contains(telling)
                  && !model.connect().textProperty().get().remarks().isEmpty());
    }
    assertThat(ui(() -> model.connect().progressProperty().get()))
        .isEqualTo(ConnectModel.Progress.WAITING);
    SampleFrames.open(recordings.recorder(), SESSION);
    SampleFrames.query(recordings.recorder(), SESSION, "e1", "SELECT 1");
    await(() -> model.connect().progressProperty().get() == ConnectModel.Progress.ARRIVED);

    ui(
        () -> {
          model.agents().showRevokedProperty().set(true);
          model.agents().revoke("analyst");
          return true;
        });
    await(
        () ->
            model.agents().rows().size() == 1
                && model.agents().rows().getFirst().state() == AgentRow.State.REVOKED);
  }

  @Test
  void afterTheOwnerRestartedItGoesOnAfterTheLastFrameSeen() throws Exception {
    List<Long> seen = new ArrayList<>();
    ui(
        () -> {
          model.console().onFrames(b -> b.frames().forEach(f -> seen.add(f.header().sequence())));
          return true;
        });
    SampleFrames.open(recordings.recorder(), SESSION);
    SampleFrames.query(recordings.recorder(), SESSION, "e1", "SELECT 1");
    await(() -> model.session().exchanges().size() == 1);

    stopServing();
    recordings.close();
    await(() -> model.console().connectionProperty().get() == Connection.LOST);
    assertThat(ui(() -> model.console().messageProperty().get())).contains("tries again");
    // Recorded while nobody watched.
    try (Recordings between = new RealParts(Clock.systemUTC()).openStore(data)) {
      SampleFrames.open(between.recorder(), SECOND);
      SampleFrames.query(between.recorder(), SECOND, "e2", "SELECT 2");
    }
    startOwner();
    await(() -> model.console().connectionProperty().get() == Connection.CONNECTED);
    await(() -> model.sessions().rows().size() == 2);
    SampleFrames.open(recordings.recorder(), THIRD);
    await(() -> seen.size() > 0 && seen.getLast() == recordings.lastSequence());

    List<Long> all = ui(() -> List.copyOf(seen));
    assertThat(all)
        .isEqualTo(
            LongStream.rangeClosed(all.getFirst(), recordings.lastSequence()).boxed().toList());
    assertThat(ui(() -> (long) model.session().frameCount()))
        .isEqualTo(recordings.session(SESSION).orElseThrow().frames());
  }

  static ConsoleException nobody() {
    return new ConsoleException(ConsoleException.Code.GONE, "Nobody owns the folder.");
  }

  private <T> T ui(Callable<T> task) throws Exception {
    return views.submit(task).get();
  }

  /** The models change by themselves; they are looked at on the views' thread only. */
  private void await(Callable<Boolean> wanted) throws Exception {
    Instant limit = Instant.now().plus(PATIENCE);
    while (!ui(wanted)) {
      assertThat(Instant.now()).as(this::seen).isBefore(limit);
      Thread.sleep(10);
    }
  }

  private String seen() {
    try {
      return ui(
          () ->
              "sessions="
                  + model.sessions().rows()
                  + " exchanges="
                  + model.session().exchanges().size()
                  + " frames="
                  + model.session().frameCount()
                  + " connection="
                  + model.console().connectionProperty().get()
                  + " "
                  + model.console().messageProperty().get()
                  + " agents="
                  + model.agents().failureProperty().get()
                  + " connect="
                  + model.connect().messageProperty().get());
    } catch (Exception e) {
      return e.toString();
    }
  }
}
