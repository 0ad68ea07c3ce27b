package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.googlesql.sandbox.engine.Analysis;
import dev.chaperone.googlesql.sandbox.engine.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One query job: what was asked, how far it is, what came out. */
final class Job {
  /** How a job ended. */
  sealed interface Outcome {
    record Succeeded(Analysis analysis, Result result) implements Outcome {}

    record Failed(ApiException error) implements Outcome {}
  }

  /** A job that is over. */
  record End(Outcome outcome, Instant at) {}

  private final String project;
  private final String id;
  private final JsonNode configuration;
  private final Instant created;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<End> end = Optional.empty();

  Job(String project, String id, JsonNode configuration, Instant created) {
    this.project = project;
    this.id = id;
    this.configuration = configuration;
    this.created = created;
  }

  String project() {
    return project;
  }

  String id() {
    return id;
  }

  JsonNode configuration() {
    return configuration;
  }

  Instant created() {
    return created;
  }

  Optional<End> end() {
    return end;
  }

  /** The first end stands: a job cancelled while it runs stays cancelled. */
  void finish(Outcome outcome, Instant at) {
    finish(outcome, at, () -> {});
  }

  /**
   * Ends the job and makes its effect visible in one, so that a cancelled job has none and a job
   * with an effect is not cancelled.
   */
  synchronized void finish(Outcome outcome, Instant at, Runnable effect) {
    if (end.isEmpty()) {
      effect.run();
      end = Optional.of(new End(outcome, at));
      ended.countDown();
    }
  }

  Optional<End> await(Duration limit) throws InterruptedException {
    var unused = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    return end;
  }

  /** The hidden dataset that results without a destination lie in, one for each project. */
  String anonymousDataset() {
    return "_" + digest(project) + digest(project + "'");
  }

  String anonymousTable() {
    return "anon" + digest(project + ":" + id);
  }

  private static String digest(String text) {
    UUID uuid = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits(uuid.getMostSignificantBits())
        + HexFormat.of().toHexDigits(uuid.getLeastSignificantBits());
  }
}
