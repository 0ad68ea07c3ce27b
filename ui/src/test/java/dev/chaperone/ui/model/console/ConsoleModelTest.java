package dev.chaperone.ui.model.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.testing.FakeConsole;
import dev.chaperone.ui.model.testing.SetClock;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsoleModelTest {
  private final Attached attached = new Attached();

  @Test
  void showsEndpointModeRecordingAndProtection() {
    attached.fake.unprotected = true;
    StatusView status = attached.attach().console.statusProperty().get();
    assertThat(status.endpoint()).isEqualTo("127.0.0.1:8080");
    assertThat(status.policyMode()).isEqualTo("observe");
    assertThat(status.recording()).isEqualTo(StatusView.Recording.RECORDING);
    assertThat(status.unprotected()).isTrue();
    assertThat(attached.console.connectionProperty().get()).isEqualTo(Connection.CONNECTED);
  }

  @Test
  void saysSoonWhenTheStoreCannotWrite() {
    attached.attach();
    attached.fake.health = new StoreHealth(false, "The disk is full. Free some space.");
    attached.clock.advance(Link.STATUS_EVERY);
    attached.live();
    StatusView status = attached.console.statusProperty().get();
    assertThat(status.recording()).isEqualTo(StatusView.Recording.REFUSING);
    assertThat(status.recordingMessage()).contains("disk is full");
  }

  @Test
  void aFolderWithoutAGatewayHasNothingToRecord() {
    attached.fake.gateway = Optional.empty();
    assertThat(attached.attach().console.statusProperty().get().recording())
        .isEqualTo(StatusView.Recording.NO_GATEWAY);
  }

  @Test
  void handsOnOnlyWhatIsNewAndResumesWhereItStopped() {
    attached.tape.opened("s", "a");
    List<Long> seen = new ArrayList<>();
    attached.console.onFrames(b -> b.frames().forEach(f -> seen.add(f.header().sequence())));
    attached.attach();
    attached.tape.query("s", "SELECT 1", 200, "{}");
    attached.live();
    attached.detach();
    attached.tape.closed("s");
    attached.attach();
    attached.live();
    assertThat(seen).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(attached.fake.feedsFrom).containsExactly(2L, 9L);
  }

  @Test
  void gathersFramesAndWaitsForSlowViews() throws InterruptedException {
    Deque<Runnable> ui = new ArrayDeque<>();
    SetClock clock = new SetClock();
    Tape tape = new Tape();
    ConsoleModel console =
        new ConsoleModel(
            () -> new FakeConsole(tape), new ModelContext(clock, Runnable::run, ui::add));
    List<Integer> batches = new ArrayList<>();
    console.onFrames(b -> batches.add(b.frames().size()));
    console.attach();
    ui.forEach(Runnable::run);
    ui.clear();
    for (int i = 0; i < 50; i++) {
      tape.opened("s" + i, "a");
      clock.advance(Duration.ofMillis(10));
      console.step();
    }
    assertThat(ui).hasSize(1);
    ui.removeFirst().run();
    clock.advance(Link.BATCH_EVERY);
    console.step();
    while (!ui.isEmpty()) {
      ui.removeFirst().run();
    }
    assertThat(batches).hasSize(2);
    assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
  }

  @Test
  void atMostTenBatchesASecond() throws InterruptedException {
    attached.attach();
    List<Integer> batches = new ArrayList<>();
    attached.console.onFrames(b -> batches.add(b.frames().size()));
    for (int i = 0; i < 1000; i++) {
      attached.tape.opened("s" + i, "a");
      attached.clock.advance(Duration.ofMillis(1));
      attached.console.step();
    }
    assertThat(batches.size()).isBetween(9, 11);
  }

  @Test
  void withoutAConnectionThereIsNobodyToAsk() {
    assertThatThrownBy(attached.console::console)
        .isInstanceOfSatisfying(
            ConsoleException.class,
            e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.GONE));
  }

  @Test
  void aLostConnectionIsToldAndTriedAgain() throws InterruptedException {
    attached.fake.gone = true;
    CountDownLatch lost = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        ConsoleModel console =
            new ConsoleModel(
                () -> attached.fake, new ModelContext(attached.clock, threads, Runnable::run))) {
      console.connectionProperty().addListener((property, old, now) -> lost.countDown());
      console.start();
      assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(console.connectionProperty().get()).isEqualTo(Connection.LOST);
      assertThat(console.messageProperty().get())
          .startsWith("The gateway stopped.")
          .contains("tries again");
    }
  }
}
