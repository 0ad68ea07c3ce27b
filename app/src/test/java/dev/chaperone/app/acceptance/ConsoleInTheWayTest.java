package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.control.ShortTemp;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.console.Console;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.Recordings;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * P8: the window, a process of its own, is killed, frozen or out of memory while agents work. Their
 * requests are all answered, the gateway does not keep for the window what it does not fetch, and
 * the recording is whole.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "uses POSIX signals")
class ConsoleInTheWayTest {
  private static final int AGENTS = 4;
  private static final int ROW = 1 << 20;
  private static final int GATEWAY_HEAP_MB = 128;

  /** Twice the gateway's heap in answers: it cannot have kept them for anybody. */
  private static final int MANY = 2 * GATEWAY_HEAP_MB;

  @TempDir(factory = ShortTemp.class)
  Path temp;

  private final String answer = answer();
  private final AtomicInteger sent = new AtomicInteger();
  private FakeUpstream upstream;
  private Path data;
  private List<String> tokens;
  private ServedGateway gateway;

  @BeforeEach
  void start() throws Exception {
    data = temp.resolve("data");
    tokens = TestAgents.create(data, AGENTS);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    upstream =
        FakeUpstream.start(
            exchange -> exchange.bytes(200, Map.of("Content-Type", "application/json"), body));
    gateway =
        ShippedProgram.in(temp)
            .with("-Xmx" + GATEWAY_HEAP_MB + "m")
            .serve(data, upstream.uri().toString(), "none");
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void p8AgentsGoOnWhenTheWindowIsKilled() throws Exception {
    try (ConsoleProcess window = ConsoleProcess.attach(data, temp, "-Xmx256m")) {
      agentsAsk(40, Duration.ZERO);
      window.signal("KILL");
      agentsAsk(100, Duration.ZERO);
      assertThat(window.isAlive()).isFalse();
    }
    assertThatAllIsRecorded();
  }

  @Test
  void p8AgentsGoOnWhileTheWindowIsFrozenAndItCatchesUpAfterwards() throws Exception {
    frozenFor(Duration.ofSeconds(10));
  }

  @Test
  @Tag("long")
  void p8AgentsGoOnWhileTheWindowIsFrozenForAMinute() throws Exception {
    frozenFor(Duration.ofMinutes(1));
  }

  private void frozenFor(Duration time) throws Exception {
    try (ConsoleProcess window = ConsoleProcess.attach(data, temp, "-Xmx256m")) {
      agentsAsk(AGENTS, Duration.ZERO);
      window.awaitSeen(1);
      window.signal("STOP");
      window.said();
      agentsAsk(MANY, time);
      assertThat(window.said()).as("said while it was frozen").isEmpty();
      window.signal("CONT");
      window.awaitSeen(lastSequence());
      assertThat(window.isAlive()).isTrue();
    }
    assertThatAllIsRecorded();
  }

  @Test
  void p8AgentsGoOnWhenTheWindowIsOutOfMemory() throws Exception {
    try (ConsoleProcess window = ConsoleProcess.attach(data, temp, "-Xmx64m")) {
      agentsAsk(AGENTS, Duration.ZERO);
      window.order("hog");
      window.await(WindowProbe.OUT_OF_MEMORY::equals);
      agentsAsk(100, Duration.ZERO);
    }
    assertThatAllIsRecorded();
  }

  /** All agents at once, until this many requests are answered and the time has passed. */
  private void agentsAsk(int requests, Duration atLeast) throws Exception {
    Instant end = Instant.now().plus(atLeast);
    AtomicInteger left = new AtomicInteger(requests);
    List<Future<?>> working = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String token : tokens) {
        working.add(
            threads.submit(
                () -> {
                  try (AgentClient agent = new AgentClient(gateway.http(), token)) {
                    while (left.getAndDecrement() > 0 || Instant.now().isBefore(end)) {
                      sent.incrementAndGet();
                      HttpResponse<String> got = agent.query("SELECT 1");
                      assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
                      assertThat(got.body()).isEqualTo(answer);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : working) {
        one.get();
      }
    }
  }

  private long lastSequence() {
    Clock clock = Clock.systemUTC();
    Door door =
        new Door(new DataFolder(data), new RealParts(clock), "test", clock, Duration.ofSeconds(5));
    try (Console console = door.attach().orElseThrow()) {
      return console.status().lastSequence();
    }
  }

  private void assertThatAllIsRecorded() throws Exception {
    assertThat(gateway.isAlive()).isTrue();
    gateway.close();
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(new DataFolder(data))) {
      assertThat(recordings.verify().faults()).isEmpty();
      assertThat(recordings.verify().intact()).isTrue();
      long exchanges =
          recordings.sessions(100).stream().mapToLong(session -> session.exchanges()).sum();
      assertThat(exchanges).isEqualTo(sent.get());
      System.out.printf(
          "P8: %d requests of 1 MiB answered, %d frames recorded, gateway's heap %d MB, journal"
              + " %d MB%n",
          sent.get(), recordings.lastSequence(), GATEWAY_HEAP_MB, journal() >> 20);
    }
  }

  private long journal() throws Exception {
    try (var files = Files.list(data.resolve("journal"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** One row of a mebibyte that no compression makes smaller by much. */
  private static String answer() {
    byte[] noise = new byte[ROW * 3 / 4];
    new Random(8).nextBytes(noise);
    return "{\"kind\":\"bigquery#queryResponse\",\"jobComplete\":true,\"jobReference\":"
        + "{\"projectId\":\"demo\",\"jobId\":\"j\",\"location\":\"US\"},\"totalRows\":\"1\","
        + "\"schema\":{\"fields\":[{\"name\":\"s\",\"type\":\"STRING\"}]},"
        + "\"rows\":[{\"f\":[{\"v\":\""
        + Base64.getEncoder().encodeToString(noise)
        + "\"}]}]}";
  }
}
