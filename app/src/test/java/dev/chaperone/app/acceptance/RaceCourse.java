package dev.chaperone.app.acceptance;

import dev.chaperone.app.acceptance.GatewayLives.Life;
import dev.chaperone.app.acceptance.KillMoments.Moment;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs races of agents, operators, the clock and upstream through one gateway that is killed or
 * restarted again and again, until all of them are over.
 */
final class RaceCourse {
  private static final String POLICY =
      """
      version: 1
      hold: { expires: %ds }
      rules:
        - name: orders
          when: tables.exists(t, t.table == "orders")
          then: hold
          reason: "Somebody looks at orders."
      """;
  private static final int AGENTS = 6;
  private static final int OPERATORS = 2;
  private static final int EXPIRES = 20;
  private static final int PATIENCE_SECONDS = 20;

  /** Every so many lives one ends in good order. */
  private static final int CLEAN = 4;

  /** Where the gateway is hit, one life after the other; the most delicate places come first. */
  private static final List<Moment> WHERE =
      List.of(
          Moment.INSERT_ARRIVED,
          Moment.DECISION_SENT,
          Moment.SUBMITTING_DURABLE,
          Moment.POLLED,
          Moment.INSERT_RUN,
          Moment.POST_SENT,
          Moment.DRY_RUN_ARRIVED,
          Moment.INSERT_ARRIVED,
          Moment.DECIDED,
          Moment.CANCEL_SENT,
          Moment.INSERT_RUN,
          Moment.TOLD_PENDING,
          Moment.LOOKUP_ARRIVED);

  private static final int END_MINUTES = 4;

  private final Path folder;
  private final Path data;
  private final int atOnce;
  private final int perLife;
  private final int count;
  private final Random random;
  private final GatewayLives lives = new GatewayLives();
  private final Semaphore finished = new Semaphore(0);
  private final AtomicInteger started = new AtomicInteger();
  private final List<Race> killedInFlight = new ArrayList<>();

  final KillMoments moments = new KillMoments();
  final Map<Integer, Race> races = new ConcurrentHashMap<>();
  final Decisions decisions = new Decisions();
  final AtomicInteger hungUp = new AtomicInteger();
  final RacedWarehouse warehouse;
  final List<String> trouble = Collections.synchronizedList(new ArrayList<>());
  int kills;
  int restarts;

  /**
   * @param atOnce so many races run at a time
   * @param perLife so many races end in one life of the gateway, about
   */
  RaceCourse(Path folder, int count, int atOnce, int perLife, long seed) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.count = count;
    this.atOnce = atOnce;
    this.perLife = perLife;
    random = new Random(seed);
    warehouse = new RacedWarehouse(moments, random.nextLong());
  }

  Path data() {
    return data;
  }

  /** All lives; returns what is on record when all is over. */
  RaceRecord run() throws Exception {
    Files.createDirectories(folder);
    Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted(EXPIRES));
    List<String> tokens = TestAgents.create(data, AGENTS);
    ShippedProgram program = ShippedProgram.in(folder);
    try (FakeUpstream upstream = FakeUpstream.start(warehouse);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        warehouse) {
      List<Future<?>> agents = new ArrayList<>();
      List<RacingAgent> all = new ArrayList<>();
      for (String token : tokens) {
        all.add(
            new RacingAgent(lives, moments, client, token, new Random(random.nextLong()), hungUp));
      }
      for (int i = 0; i < atOnce; i++) {
        Random own = new Random(random.nextLong());
        agents.add(threads.submit(() -> race(all, own)));
      }
      try {
        int port = 0;
        while (started.get() < count && agents.stream().anyMatch(agent -> !agent.isDone())) {
          long begun = System.nanoTime();
          ServedGateway gateway = serve(program, port, upstream, policy);
          if (port == 0) {
            // Some expire, but not all of them while a slow machine starts a gateway.
            long start = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            Files.writeString(policy, POLICY.formatted(8 + 2 * start));
          }
          port = gateway.http().getPort(); // clients know the gateway by its address
          oneLife(gateway, threads);
        }
        warehouse.calmDown();
        return lastLife(serve(program, port, upstream, policy), threads, agents, all);
      } finally {
        lives.killAll();
        threads.shutdownNow();
      }
    }
  }

  private ServedGateway serve(ShippedProgram program, int port, FakeUpstream upstream, Path policy)
      throws Exception {
    return program.serve(
        data,
        port,
        upstream.uri().toString(),
        "none",
        "--policy",
        policy.toString(),
        "--sql-analysis",
        "lexer");
  }

  /** What one of those that race at once does. */
  private void race(List<RacingAgent> agents, Random own) {
    try {
      for (int number = started.incrementAndGet();
          number <= count;
          number = started.incrementAndGet()) {
        Race race = next(number, own);
        races.put(number, race);
        agents.get(race.agent).run(race);
        finished.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Race next(int number, Random own) {
    Optional<Integer> alike =
        own.nextInt(3) == 0 ? Optional.ofNullable(decisions.alike.poll()) : Optional.empty();
    if (alike.isPresent()) {
      int agent = races.get(alike.get()).agent;
      return new Race(number, alike.get(), agent, Race.Form.INSERT);
    }
    Race.Form form = own.nextInt(3) == 0 ? Race.Form.QUERY : Race.Form.INSERT;
    return new Race(number, number, own.nextInt(AGENTS), form);
  }

  private void oneLife(ServedGateway gateway, ExecutorService threads) throws Exception {
    Life life = lives.begin(gateway);
    List<Future<?>> operators = operators(life, threads, false);
    finished.drainPermits();
    finished.tryAcquire(1 + random.nextInt(2 * perLife), PATIENCE_SECONDS, TimeUnit.SECONDS);
    boolean kill = life.number() % CLEAN != 0;
    CountDownLatch ended = new CountDownLatch(1);
    Runnable end = () -> end(life, kill, ended);
    moments.arm(WHERE.get((life.number() - 1) % WHERE.size()), end);
    if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && moments.disarm()) {
      end.run(); // nobody came by
    }
    if (!ended.await(2, TimeUnit.MINUTES)) {
      throw new AssertionError("the gateway does not end: " + gateway.said());
    }
    if (kill) {
      kills++;
    } else {
      restarts++;
    }
    for (Future<?> operator : operators) {
      operator.get();
    }
  }

  private void end(Life life, boolean kill, CountDownLatch ended) {
    lives.end();
    if (!kill) {
      // Not in the thread of somebody for whom a gateway that ends in good order may wait.
      Thread.startVirtualThread(
          () -> {
            try {
              life.gateway().close();
            } catch (AssertionError e) {
              trouble.add("life " + life.number() + ": " + e.getMessage());
            } finally {
              ended.countDown();
            }
          });
      return;
    }
    try {
      life.gateway().kill9();
      List<Race> hit = races.values().stream().filter(Race::isInFlight).toList();
      hit.forEach(race -> race.killed(life.number()));
      synchronized (killedInFlight) {
        killedInFlight.addAll(hit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** How often a kill hit a race. */
  int hits() {
    return killedInFlight.size();
  }

  private List<Future<?>> operators(Life life, ExecutorService threads, boolean diligent) {
    List<Future<?>> working = new ArrayList<>();
    for (int i = 0; i < OPERATORS; i++) {
      RacingOperator operator =
          new RacingOperator(
              data, lives, moments, races, decisions, new Random(random.nextLong()), diligent);
      working.add(
          threads.submit(
              () -> {
                operator.work(life);
                return null;
              }));
    }
    return working;
  }

  private RaceRecord lastLife(
      ServedGateway gateway, ExecutorService threads, List<Future<?>> agents, List<RacingAgent> all)
      throws Exception {
    try (gateway) {
      Life life = lives.begin(gateway);
      List<Future<?>> operators = operators(life, threads, true);
      for (Future<?> agent : agents) {
        await(agent, "an agent");
      }
      List<Future<?>> looks = new ArrayList<>();
      for (Race race : races.values()) {
        if (race.end().orElseThrow() instanceof Race.End.Left && !race.job().isEmpty()) {
          looks.add(
              threads.submit(
                  () -> {
                    all.get(race.agent).look(race);
                    return null;
                  }));
        }
      }
      for (Future<?> look : looks) {
        await(look, "an auditor");
      }
      RaceRecord record = RaceRecord.read(data, looks.size());
      lives.end();
      for (Future<?> operator : operators) {
        operator.get();
      }
      return record;
    }
  }

  private void await(Future<?> one, String who) throws InterruptedException {
    try {
      one.get(END_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      one.cancel(true);
      trouble.add(who + " waits for ever");
    } catch (ExecutionException e) {
      trouble.add(who + ": " + e.getCause());
    }
  }
}
