package dev.chaperone.app.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.NewAgent;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to a data folder, whoever has it. */
class DoorTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  private DataFolder data = new DataFolder(Path.of(""));
  private final RealParts parts = new RealParts(CLOCK);

  @BeforeEach
  void prepare() {
    data = new DataFolder(folder.resolve("data"));
  }

  private Door door(String command, Duration patience) {
    return new Door(data, parts, command, CLOCK, patience);
  }

  private GatewayHost gateway() throws IOException {
    Door door = door("serve", Duration.ofSeconds(10));
    ServeSettings settings =
        new ServeSettings(data, 0, 0, URI.create("http://127.0.0.1:9"), "none", Set.of());
    return GatewayHost.start(door.own(), door.record(), settings, parts, Map.of());
  }

  @Test
  void opensTheFolderIfNobodyHasItAndLeavesItFree() {
    for (int i = 0; i < 2; i++) {
      try (Door.Visit visit = door("test", Duration.ZERO).open()) {
        assertThat(visit.console().status().gateway()).isEmpty();
        assertThat(visit.console().status().operatorUnprotected()).isTrue();
      }
    }
  }

  @Test
  void attachesToTheGatewayThatRuns() throws IOException {
    try (GatewayHost host = gateway();
        Door.Visit visit = door("test", Duration.ofSeconds(10)).open()) {
      assertThat(visit.console().status().gateway()).contains(host.status());
      visit.console().createAgent(NewAgent.named("coder"));
      assertThat(host.console().agents()).hasSize(1);
    }
    try (Door.Visit visit = door("test", Duration.ZERO).open()) {
      assertThat(visit.console().agents()).hasSize(1);
    }
  }

  @Test
  void whatAKilledGatewayLeftBehindIsNoHindrance() throws IOException {
    data.create();
    Files.createFile(data.lockFile());
    Path socket = data.root().resolve("control.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    Files.writeString(
        data.ownerFile(),
        "{\"pid\":999999,\"command\":\"serve\",\"socket\":\""
            + socket
            + "\",\"started\":\"2026-01-01T00:00:00Z\"}");
    try (Door.Visit visit = door("test", Duration.ZERO).open()) {
      assertThat(visit.console().sessions(1)).isEmpty();
    }
    try (GatewayHost host = gateway();
        Door.Visit visit = door("test", Duration.ofSeconds(10)).open()) {
      assertThat(visit.console().status().gateway()).contains(host.status());
    }
  }

  @Test
  void manyCommandsAtOnceAllGetTheirTurn() throws Exception {
    List<Callable<String>> commands = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String name = "agent-" + i;
      commands.add(
          () -> {
            try (Door.Visit visit = door("agent add", Duration.ofSeconds(60)).open()) {
              return visit.console().createAgent(NewAgent.named(name)).name();
            }
          });
    }
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> made : pool.invokeAll(commands)) {
        assertThat(made.get()).startsWith("agent-");
      }
    }
    try (Door.Visit visit = door("test", Duration.ZERO).open()) {
      assertThat(visit.console().agents()).hasSize(6);
    }
  }

  @Test
  void anOwnerThatNeverAnswersIsNamedInTheEnd() throws IOException {
    try (OwnerLock lock =
        OwnerLock.acquire(data, new OwnerRecord(4711, "stuck", "", Instant.EPOCH)).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> door("test", Duration.ofMillis(100)).open())
          .withMessageContaining("chaperone stuck (process 4711)")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.IN_USE));
    }
  }

  @Test
  void aFolderWithAGatewayIsNotOwnedTwice() throws IOException {
    try (GatewayHost host = gateway()) {
      assertThat(host.status().http()).isNotEmpty();
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> door("serve", Duration.ofSeconds(10)).own())
          .withMessageContaining("end it first");
    }
  }

  @Test
  void rebuildingMakesTheDatabaseAnewFromTheJournal() throws IOException {
    try (Door.Visit visit = door("test", Duration.ZERO).open()) {
      visit.console().createAgent(NewAgent.named("coder"));
    }
    Files.writeString(data.root().resolve("recordings.mv.db"), "this is no database");
    try (Door.Visit visit = door("doctor", Duration.ZERO).openRebuilding()) {
      assertThat(visit.console().agents()).hasSize(1);
      assertThat(visit.console().verify().intact()).isTrue();
    }
  }
}
