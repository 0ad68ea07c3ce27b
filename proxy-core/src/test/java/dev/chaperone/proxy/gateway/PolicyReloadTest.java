package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.store.PolicyStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that is saved again and again while many agents ask. */
class PolicyReloadTest {
  private static final int AGENTS = 50;
  private static final int VERSIONS = 40;
  private static final String QUERY =
      "{\"query\":\"SELECT 1\",\"useLegacySql\":false,\"requestId\":\"%s\"}";

  /** The denial names the rule and its reason, which stand far from each other in the file. */
  private static final Pattern TOLD = Pattern.compile("reason-(\\d+)\\..*rule 'rule-(\\d+)'");

  @TempDir Path folder;
  private final AtomicInteger saved = new AtomicInteger();

  /** One agent's request: which versions there were before and after it, and what it was told. */
  private record Told(int before, String answer, int after) {}

  @Test
  void noRequestSeesHalfAPolicyAndABrokenFileKeepsTheOld() throws Exception {
    Path file = folder.resolve("policy.yaml");
    save(file, policy(0));
    PolicyStore store =
        PolicyStore.open(file, new PolicyLoader(), Clock.systemUTC(), PolicyStore.Loosenings.APPLY);
    PricedWarehouse warehouse = new PricedWarehouse();
    try (var running = new RunningGateway(folder.resolve("data"), warehouse, store);
        ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean over = new AtomicBoolean();
      CountDownLatch asking = new CountDownLatch(AGENTS);
      List<Future<List<Told>>> all = new ArrayList<>();
      for (int i = 0; i < AGENTS; i++) {
        String token = running.agent("agent-" + i);
        all.add(agents.submit(() -> ask(running, token, asking, over)));
      }
      asking.await();
      for (int version = 1; version <= VERSIONS; version++) {
        save(file, policy(version));
        store.reload();
        saved.set(version);
        save(file, policy(version + 1).replace("rules:", "rulez:"));
        assertThat(store.reload().problems()).singleElement().asString().contains("policy.yaml:2:");
        assertThat(store.current().source().sha256())
            .isEqualTo(new PolicyLoader().load("x", policy(version)).source().sha256());
      }
      over.set(true);
      int answers = 0;
      for (Future<List<Told>> agent : all) {
        for (Told told : agent.get()) {
          assertWhole(told);
          answers++;
        }
      }
      assertThat(answers).isGreaterThanOrEqualTo(AGENTS);
      assertThat(warehouse.executed).isEmpty();
    }
  }

  private static void assertWhole(Told told) {
    Matcher matcher = TOLD.matcher(told.answer());
    assertThat(matcher.find()).as(told.answer()).isTrue();
    assertThat(matcher.group(1)).as(told.answer()).isEqualTo(matcher.group(2));
    // One that is being saved right now may already be in force.
    assertThat(Integer.parseInt(matcher.group(1))).isBetween(told.before(), told.after() + 1);
  }

  private List<Told> ask(
      RunningGateway running, String token, CountDownLatch asking, AtomicBoolean over)
      throws Exception {
    List<Told> all = new ArrayList<>();
    while (!over.get() || all.isEmpty()) {
      int before = saved.get();
      HttpRequest request =
          HttpRequest.newBuilder(running.uri("/bigquery/v2/projects/demo/queries"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(QUERY.formatted("r" + all.size())))
              .build();
      HttpResponse<String> answer = running.client.send(request, BodyHandlers.ofString());
      all.add(new Told(before, answer.body(), saved.get()));
      asking.countDown();
    }
    return all;
  }

  private static String policy(int version) {
    StringBuilder text = new StringBuilder("version: 1\nrules:\n");
    for (int i = 0; i < 100; i++) {
      text.append(
          "  - { name: filler-%d-%d, when: \"agent.name == 'x'\", then: hold }\n"
              .formatted(version, i));
    }
    return text.append("  - name: rule-")
        .append(version)
        .append("\n")
        .append("    when: statement.kinds.exists(k, k == \"SELECT\")\n    then: deny\n")
        .append("    reason: \"reason-")
        .append(version)
        .append(".\"\n")
        .toString();
  }

  private static void save(Path file, String text) throws Exception {
    Path other = Files.writeString(file.resolveSibling("saving"), text);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
