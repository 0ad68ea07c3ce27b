package dev.chaperone.app.demo;

import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.console.Console;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.VerificationReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Lets the scripted agent work through a running gateway and follows it in the frame stream. */
public final class Demonstration {
  private final DemoScript script;

  private Demonstration(DemoScript script) {
    this.script = script;
  }

  public static Demonstration load() throws IOException {
    return new Demonstration(DemoScript.load());
  }

  DemoScript script() {
    return script;
  }

  /** What came of it: the agent's sessions and the store's verification. */
  public record Outcome(
      String agent, List<SessionSummary> sessions, long frames, VerificationReport report) {}

  /** Called before each step of the agent, to let those who watch keep up. */
  @FunctionalInterface
  public interface Pace {
    void beforeStep() throws InterruptedException;
  }

  public Outcome run(GatewayHost host, LiveLines lines)
      throws IOException, InterruptedException, ExecutionException {
    return run(host, lines, () -> {});
  }

  public Outcome run(GatewayHost host, LiveLines lines, Pace pace)
      throws IOException, InterruptedException, ExecutionException {
    Console console = host.console();
    IssuedAgent agent = agent(console);
    AtomicLong last = new AtomicLong(Long.MAX_VALUE);
    CompletableFuture<Void> followed = new CompletableFuture<>();
    FrameFeed feed = console.feed(console.status().lastSequence() + 1);
    // The lines come out while the agent works.
    Thread.ofVirtual().name("demo-lines").start(() -> follow(feed, lines, last, followed));
    try (DemoAgent client = new DemoAgent(host.status().http())) {
      client.signIn(agent.tokenFile());
      for (DemoScript.Step step : script.steps()) {
        pace.beforeStep();
        client.perform(step);
      }
    } finally {
      last.set(console.status().lastSequence());
    }
    followed.get();
    List<SessionSummary> sessions =
        console.sessions(100).stream()
            .filter(session -> session.identity().agent().equals(agent.name()))
            .toList();
    return new Outcome(agent.name(), sessions, console.status().lastSequence(), console.verify());
  }

  private IssuedAgent agent(Console console) {
    boolean there =
        console.agents().stream().anyMatch(a -> a.name().equals(script.agent()) && !a.revoked());
    return there
        ? console.agent(script.agent())
        : console.createAgent(
            new NewAgent(
                script.agent(),
                List.of("demo"),
                script.model(),
                script.purpose(),
                Optional.empty()));
  }

  private static void follow(
      FrameFeed feed, LiveLines lines, AtomicLong last, CompletableFuture<Void> done) {
    try (feed) {
      lines.follow(feed, last::get);
      done.complete(null);
    } catch (InterruptedException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
