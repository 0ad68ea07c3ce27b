package dev.chaperone.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.ui.model.agents.ConnectTexts;
import dev.chaperone.ui.model.settings.Preferences;
import dev.chaperone.ui.model.testing.FakeConsole;
import dev.chaperone.ui.model.testing.SetClock;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowModelTest {
  private static final Preferences FORGETFUL =
      new Preferences() {
        @Override
        public Optional<String> get(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, String value) {}
      };

  private static final ConnectTexts TEXTS =
      new ConnectTexts() {
        @Override
        public List<Client> clients() {
          return List.of(new Client("bq", "bq"));
        }

        @Override
        public String defaultProject(GatewayStatus gateway) {
          return "demo";
        }

        @Override
        public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
          return new Text("", List.of());
        }
      };

  @Test
  void startingShowsTheNewestSessionOnAllItsParts() throws InterruptedException {
    Tape tape = new Tape();
    tape.opened("s", "claude").after(Duration.ofSeconds(2)).query("s", "SELECT 1", 400, "{}");
    CountDownLatch read = new CountDownLatch(1);
    try (var views = Executors.newSingleThreadExecutor();
        var background = Executors.newVirtualThreadPerTaskExecutor();
        WindowModel window =
            new WindowModel(
                () -> new FakeConsole(tape),
                TEXTS,
                FORGETFUL,
                new ModelContext(new SetClock(), background, views::execute))) {
      views.execute(
          () ->
              window
                  .inspector()
                  .inspectionProperty()
                  .addListener(
                      (property, old, now) -> {
                        if (now.complete() && now.exchange().isPresent()) {
                          read.countDown();
                        }
                      }));
      window.start();
      assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
      CountDownLatch looked = new CountDownLatch(1);
      views.execute(
          () -> {
            assertThat(window.sessions().selectedIndex()).isZero();
            assertThat(window.session().exchanges()).hasSize(1);
            assertThat(window.timeline().markers()).hasSize(1);
            assertThat(window.timeline().toProperty().get()).isEqualTo(2_000_000_001L);
            assertThat(window.inspector().inspectionProperty().get().sql()).isEqualTo("SELECT 1");
            assertThat(window.filter().suggestions(0)).isNotEmpty();
            window.filter().textProperty().set("-sql:select");
            assertThat(window.session().exchanges()).isEmpty();
            looked.countDown();
          });
      assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
