package dev.chaperone.ui.model.filter;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the keys of the filter language mean. */
final class TermMeanings {
  private static final String BIGQUERY = "bigquery.";

  private TermMeanings() {}

  private static Term term(
      Function<SessionSummary, Term.Answer> session,
      Predicate<ExchangeSummary> exchange,
      Predicate<HoldSummary> hold) {
    return new Term() {
      @Override
      public Answer of(SessionSummary s) {
        return session.apply(s);
      }

      @Override
      public boolean matches(ExchangeSummary e) {
        return exchange.test(e);
      }

      @Override
      public boolean matches(HoldSummary h) {
        return hold.test(h);
      }
    };
  }

  /** Anywhere in what the row tells. */
  static Term word(String word) {
    return term(
        s -> Term.Answer.of(saysWord(s, word)),
        e ->
            Texts.contains(e.sql(), word)
                || Texts.contains(e.identity().agent(), word)
                || Texts.contains(e.path(), word)
                || Texts.contains(e.apiMethod(), word)
                || Texts.contains(e.statementType(), word)
                || Texts.contains(e.client(), word)
                || Texts.contains(e.errorReason(), word)
                || Texts.contains(e.errorMessage(), word)
                || e.job().map(job -> Texts.contains(job.jobId(), word)).orElse(false),
        h -> saysWord(h, word));
  }

  private static boolean saysWord(SessionSummary s, String word) {
    return Texts.contains(s.identity().agent(), word)
        || Texts.contains(s.model(), word)
        || Texts.contains(s.purpose(), word)
        || Texts.contains(s.client(), word)
        || Texts.contains(s.source().address(), word)
        || Texts.contains(s.id().value(), word)
        || s.groups().stream().anyMatch(group -> Texts.contains(group, word));
  }

  private static boolean saysWord(HoldSummary h, String word) {
    return Texts.contains(h.sql(), word)
        || Texts.contains(h.owner().agent(), word)
        || Texts.contains(h.path(), word)
        || Texts.contains(h.apiMethod(), word)
        || Texts.contains(h.rule(), word)
        || Texts.contains(h.reason(), word)
        || Texts.contains(h.detail(), word)
        || Texts.contains(h.id(), word)
        || h.statementKinds().stream().anyMatch(kind -> Texts.contains(kind, word))
        || h.job().map(job -> Texts.contains(job.jobId(), word)).orElse(false);
  }

  static Term agent(String name) {
    return term(
        s -> Term.Answer.of(Texts.contains(s.identity().agent(), name)),
        e -> Texts.contains(e.identity().agent(), name),
        h -> Texts.contains(h.owner().agent(), name));
  }

  /** The effect, the statement's type or the API method, or how it begins. */
  static Term kind(String kind) {
    return term(
        s ->
            "query".equalsIgnoreCase(kind) && s.queries() == 0 ? Term.Answer.NO : Term.Answer.MAYBE,
        e ->
            Texts.startsWith(e.effect(), kind)
                || Texts.startsWith(e.statementType(), kind)
                || Texts.startsWith(e.apiMethod(), kind)
                || Texts.startsWith(e.apiMethod(), BIGQUERY + kind)
                || (e.dryRun() && Texts.startsWith("dry-run", kind)),
        h ->
            h.statementKinds().stream().anyMatch(own -> Texts.startsWith(own, kind))
                || Texts.startsWith(h.kind(), kind)
                || Texts.startsWith(h.apiMethod(), kind)
                || Texts.startsWith(h.apiMethod(), BIGQUERY + kind));
  }

  static Term sql(String part) {
    return term(
        s -> s.queries() == 0 ? Term.Answer.NO : Term.Answer.MAYBE,
        e -> Texts.contains(e.sql(), part),
        h -> Texts.contains(h.sql(), part));
  }

  /** Named in the statement or in the path; {@code *} at the end for any ending. */
  static Term table(String name) {
    TableName table = new TableName(name);
    return term(
        s -> Term.Answer.MAYBE,
        e -> table.isIn(e.sql()) || table.isInPath(e.path()),
        h -> table.isIn(h.sql()) || table.isInPath(h.path()));
  }
}
