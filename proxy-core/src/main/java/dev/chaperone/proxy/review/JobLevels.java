package dev.chaperone.proxy.review;

import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.recordings.frame.Owned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers at which recording level queries were decided, for the pages of their results: those
 * tell nothing of what they are pages of. Kept in memory only; what is not known here is recorded
 * in full. Safe for many threads.
 */
public final class JobLevels {
  private static final int KEPT = 50_000;

  private final Map<String, RecordingLevel> levels =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RecordingLevel> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * How much of the answer to a request is recorded. A page of a query's result is left out only
   * where the query's own answer was to be, and no rule asks for more for the page itself; and it
   * is sealed where the query was to be.
   */
  public RecordingLevel of(BigQueryCall call, Decision decision) {
    Optional<Owned> result = resultOf(call);
    if (result.isEmpty()) {
      return decision.recording();
    }
    RecordingLevel ofQuery = known(result.get()).orElse(RecordingLevel.FULL);
    return decision.levelAsked().filter(asked -> asked.compareTo(ofQuery) > 0).orElse(ofQuery);
  }

  /**
   * An exchange about a job has ended.
   *
   * @param decided what the request's own decision says
   * @param owned what the answer gave to the agent, or told of what it had
   */
  public void ended(BigQueryCall call, RecordingLevel decided, List<Owned> owned) {
    switch (call.method().name()) {
      case "bigquery.jobs.insert", "bigquery.jobs.query" ->
          owned.forEach(one -> atLeast(one, decided));
      // Where the rows of a job lie may only be told later.
      case "bigquery.jobs.get" ->
          owned.stream()
              .filter(one -> one.kind() == Owned.Kind.JOB)
              .findFirst()
              .flatMap(this::known)
              .ifPresent(
                  level ->
                      owned.stream()
                          .filter(one -> one.kind() == Owned.Kind.TABLE)
                          .forEach(table -> atLeast(table, level)));
      default -> {}
    }
  }

  /** A held job was looked at once more: what is to be recorded can only become more. */
  void raise(Owned job, RecordingLevel decided) {
    if (decided != RecordingLevel.METADATA) {
      atLeast(job, decided);
    }
  }

  private void atLeast(Owned what, RecordingLevel level) {
    synchronized (levels) {
      levels.merge(key(what), level, (before, now) -> before.compareTo(now) > 0 ? before : now);
    }
  }

  private Optional<RecordingLevel> known(Owned what) {
    synchronized (levels) {
      return Optional.ofNullable(levels.get(key(what)));
    }
  }

  /** Without its location, which is not always named: of two jobs of one id the stricter counts. */
  private static String key(Owned what) {
    return what.kind() + " " + what.name();
  }

  private static Optional<Owned> resultOf(BigQueryCall call) {
    if (call.method().is("jobs.getQueryResults")) {
      return JobGuard.jobOf(call).map(Owned::job);
    }
    return call.method().is("tabledata.list")
            && JobGuard.isAnonymous(call.pathParameter("datasetId"))
        ? Optional.of(
            Owned.table(
                call.pathParameter("projectId"),
                call.pathParameter("datasetId"),
                call.pathParameter("tableId")))
        : Optional.empty();
  }
}
