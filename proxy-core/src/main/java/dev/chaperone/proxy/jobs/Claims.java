package dev.chaperone.proxy.jobs;

import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.recordings.frame.Owned;
import java.util.ArrayList;
import java.util.List;

/**
 * Which jobs, result tables and uploads an answer gives to the caller. Only an answer to the
 * caller's own submission does: reading a job never hands it over.
 */
public final class Claims {
  private Claims() {}

  /**
   * @param dryRun nothing was submitted: whatever job the answer names is not the caller's
   */
  public static List<Owned> of(
      BigQueryCall call, Answer answer, AnswerFacts facts, boolean dryRun) {
    List<Owned> owned = new ArrayList<>();
    if (dryRun || answer.upstreamStatus() < 200 || answer.upstreamStatus() > 299) {
      return owned;
    }
    switch (call.method().name()) {
      case "bigquery.jobs.insert", "bigquery.jobs.query" -> {
        facts.job().map(Owned::job).ifPresent(owned::add);
        destination(facts, owned);
        answer
            .headers()
            .first("location")
            .flatMap(UploadIds::inLocation)
            .map(UploadIds::digest)
            .map(Owned::upload)
            .ifPresent(owned::add);
      }
      // The job is the caller's already (it was checked on the way in); now its table is known.
      case "bigquery.jobs.get" -> {
        facts.job().map(Owned::job).ifPresent(owned::add);
        destination(facts, owned);
      }
      default -> {}
    }
    return owned;
  }

  private static void destination(AnswerFacts facts, List<Owned> owned) {
    facts
        .destination()
        .filter(table -> JobGuard.isAnonymous(table.dataset()))
        .map(table -> Owned.table(table.project(), table.dataset(), table.table()))
        .ifPresent(owned::add);
  }
}
