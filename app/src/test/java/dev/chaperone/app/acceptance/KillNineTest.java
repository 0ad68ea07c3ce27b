package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.proxy.testing.RecordedRequest;
import dev.chaperone.recordings.Recordings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2 under real SIGKILLs: nothing that went upstream is missing from the recordings afterwards. */
class KillNineTest {
  private static final int AGENTS = 20;

  @TempDir Path temp;

  /** What one gateway went through. */
  private record Counts(
      int kills, int sent, int atUpstream, int forwarded, int missing, int whole, int notWhole) {
    Counts plus(Counts o) {
      return new Counts(
          kills + o.kills,
          sent + o.sent,
          atUpstream + o.atUpstream,
          forwarded + o.forwarded,
          missing + o.missing,
          whole + o.whole,
          notWhole + o.notWhole);
    }
  }

  @Test
  void fiftyKillsUnderTwentyAgentsLoseNoForwardedRequest() throws Exception {
    kill(2, 25, 1);
  }

  @Test
  @Tag("long")
  void threeHundredKillsUnderTwentyAgentsLoseNoForwardedRequest() throws Exception {
    kill(2, 150, System.nanoTime());
  }

  private void kill(int gateways, int killsEach, long seed) throws Exception {
    List<Future<Counts>> running = new ArrayList<>();
    Counts sum = new Counts(0, 0, 0, 0, 0, 0, 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < gateways; i++) {
        int number = i;
        running.add(
            threads.submit(
                () ->
                    oneGateway(temp.resolve("g" + number), killsEach, new Random(seed + number))));
      }
      for (Future<Counts> counts : running) {
        sum = sum.plus(counts.get());
      }
    }
    System.out.printf(
        "kill -9: seed=%d kills=%d requests sent=%d at upstream=%d forwarded and recorded=%d"
            + " missing=%d; answers got whole=%d of which not whole in the recording=%d%n",
        seed,
        sum.kills,
        sum.sent,
        sum.atUpstream,
        sum.forwarded,
        sum.missing,
        sum.whole,
        sum.notWhole);
    assertThat(sum.missing).isZero();
    assertThat(sum.notWhole).isZero();
    assertThat(sum.kills).isEqualTo(gateways * killsEach);
    assertThat(sum.forwarded).isGreaterThan(5 * sum.kills);
    assertThat(sum.whole).isGreaterThan(3 * sum.kills);
  }

  private Counts oneGateway(Path folder, int kills, Random random) throws Exception {
    java.nio.file.Files.createDirectories(folder);
    Path data = folder.resolve("data");
    List<String> tokens = TestAgents.create(data, AGENTS);
    Semaphore arrivals = new Semaphore(0);
    FakeJobs jobs = new FakeJobs(3_000);
    MovingAddress address = new MovingAddress();
    List<BusyAgent> agents = new ArrayList<>();
    List<RecordedRequest> seen;
    try (FakeUpstream upstream =
            FakeUpstream.start(
                exchange -> {
                  arrivals.release();
                  jobs.handle(exchange);
                });
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < AGENTS; i++) {
        BusyAgent agent = new BusyAgent("a" + i, tokens.get(i), client);
        agents.add(agent);
        working.add(threads.submit(() -> work(agent, address)));
      }
      ShippedProgram program = ShippedProgram.in(folder);
      for (int i = 0; i < kills; i++) {
        ServedGateway gateway = serve(program, data, upstream);
        arrivals.drainPermits();
        address.moved(gateway.http());
        assertThat(arrivals.tryAcquire(1 + random.nextInt(25), 2, TimeUnit.MINUTES)).isTrue();
        gateway.kill9();
      }
      address.over();
      for (Future<?> agent : working) {
        agent.get();
      }
      seen = upstream.requests();
      verifiedByTheProgram(program, data);
    }
    return compare(data, kills, agents, seen);
  }

  /** Everything is allowed and nothing looked up, so that upstream sees agents' requests alone. */
  private static ServedGateway serve(ShippedProgram program, Path data, FakeUpstream upstream)
      throws IOException, InterruptedException {
    return program.serve(data, 0, upstream.uri().toString(), "none", "--policy", "observe");
  }

  private static void work(BusyAgent agent, MovingAddress address) {
    try {
      agent.work(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void verifiedByTheProgram(ShippedProgram program, Path data)
      throws IOException, InterruptedException {
    ShippedProgram.Ended verified = program.run("verify", "--data", data.toString(), "--json");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    JsonNode report = verified.json();
    assertThat(report.path("intact").asBoolean()).isTrue();
    assertThat(report.path("frames").asLong()).isPositive();
  }

  private static Counts compare(
      Path data, int kills, List<BusyAgent> agents, List<RecordedRequest> seen) throws Exception {
    RecordedHistory history;
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(new DataFolder(data))) {
      history = RecordedHistory.of(recordings);
      assertThat(recordings.sessions(100_000)).allMatch(s -> s.state().equals("closed"));
    }
    Map<String, RecordedExchange> recorded = history.byMark();
    assertThat(history.oddities()).isEmpty();
    assertThat(history.sessionsThatAre("closed after gap")).isEqualTo(history.sessions());
    List<String> marks =
        seen.stream().map(request -> RecordedExchange.markIn(request.target())).toList();
    assertThat(marks).doesNotContain("");
    List<String> missing =
        marks.stream()
            .filter(
                mark -> !recorded.containsKey(mark) || !recorded.get(mark).wasForwardedOnRecord())
            .toList();
    List<BusyAgent.Whole> whole = agents.stream().flatMap(a -> a.whole().stream()).toList();
    List<BusyAgent.Whole> notWhole =
        whole.stream()
            .filter(a -> !recorded.containsKey(a.mark()) || !recorded.get(a.mark()).delivered(a))
            .toList();
    if (!missing.isEmpty() || !notWhole.isEmpty()) {
      System.out.println("missing " + missing + ", not whole " + notWhole);
    }
    return new Counts(
        kills,
        agents.stream().mapToInt(BusyAgent::sent).sum(),
        marks.size(),
        (int) marks.stream().distinct().filter(recorded::containsKey).count(),
        missing.size(),
        whole.size(),
        notWhole.size());
  }
}
