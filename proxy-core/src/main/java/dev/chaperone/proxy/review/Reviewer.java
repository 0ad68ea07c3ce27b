package dev.chaperone.proxy.review;

import static dev.chaperone.proxy.policy.input.InputFields.*;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.proxy.catalogue.Catalogue;
import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.LookupRecord;
import dev.chaperone.proxy.estimate.Estimate;
import dev.chaperone.proxy.estimate.Estimator;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.decide.Cause;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.decide.PolicyEngine;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.sql.SqlInspector;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.TableState;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.TableName;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds out what a request does and costs, as far as the policy's answer depends on it, and asks
 * the policy. What the text alone denies never leaves the machine (P4).
 */
public final class Reviewer {
  /** For all look-ups of one request together, while its agent waits for an answer. */
  public static final Duration LOOK_UPS = Duration.ofSeconds(8);

  private final Supplier<Policy> policy;
  private final SqlInspector inspector;
  private final Catalogue catalogue;
  private final Estimator estimator;
  private final AgentHistory history;
  private final InputMaker inputs;
  private final Duration lookUps;
  private final ReadTexts texts = new ReadTexts();
  private final PolicyEngine engine = new PolicyEngine(System::nanoTime);

  /**
   * @param policy the one in force; asked once for a request
   * @param holds those of late, for what was decided about the like
   * @param ways by which connections requests go
   * @param inheritances which tables were filled from which
   * @param lookUps for all look-ups of one request together, unless it says otherwise
   */
  public Reviewer(
      Supplier<Policy> policy,
      SqlInspector inspector,
      Catalogue catalogue,
      Estimator estimator,
      AgentHistory history,
      Clock clock,
      Supplier<List<Hold>> holds,
      Ways ways,
      Inheritances inheritances,
      Duration lookUps) {
    this.policy = policy;
    this.inspector = inspector;
    this.catalogue = catalogue;
    this.estimator = estimator;
    this.history = history;
    this.inputs = new InputMaker(history, clock, holds, ways, inheritances, texts);
    this.lookUps = lookUps;
  }

  /** Something may look different now. */
  public void forget() {
    catalogue.invalidateAll();
  }

  /** Remembers what was decided, for policies that look back. */
  public void decided(Asking asking, Verdict verdict) {
    history.add(asking.owner(), verdict);
  }

  /** Reviews a request; its look-ups are recorded first. */
  public Reviewed review(Asking asking, LookupRecord record) {
    return review(asking, record, false);
  }

  /**
   * @param exact the bytes are wanted whatever the policy says
   */
  public Reviewed review(Asking asking, LookupRecord record, boolean exact) {
    return review(asking, record, exact, lookUps);
  }

  /**
   * @param patience for all look-ups together
   */
  Reviewed review(Asking asking, LookupRecord record, boolean exact, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Policy now = policy.get();
    Optional<JobShape> query = asking.shape().filter(JobShape::isQuery);
    if (query.isPresent()) {
      Reviewed reviewed = reviewQuery(asking, now, query.get(), record, exact, deadline);
      return reviewed.overdueIf(
          !asking.job().map(j -> j.dryRun()).orElse(false)
              && (System.nanoTime() - deadline >= 0 || Lateness.isAnalyserStarting(reviewed)));
    }
    Reviewed first = withoutSql(asking, now, Optional.empty());
    boolean open = new RequestInputs(asking).readsWholeTable();
    if (!open || first.decision().verdict() != Verdict.HOLD) {
      return first;
    }
    String project = asking.call().pathParameter("projectId");
    return withoutSql(asking, now, Optional.of(catalogue.view(record, deadline, project)));
  }

  private Reviewed withoutSql(Asking asking, Policy now, Optional<CatalogueView> view) {
    PolicyInputs made = inputs.of(asking, now, Optional.empty(), view, Estimates.FREE, Shapes.NONE);
    return reviewed(
        asking, now, Optional.empty(), Optional.empty(), Estimates.FREE, Shapes.NONE, made);
  }

  private Reviewed reviewQuery(
      Asking asking,
      Policy now,
      JobShape query,
      LookupRecord record,
      boolean exact,
      long deadline) {
    SqlRequest sql = query.sql();
    String billed = asking.call().pathParameter("projectId");
    CatalogueView view = catalogue.view(record, deadline, sql.project().orElse(billed), billed);
    if (!sql.legacy()) {
      ScriptFacts text = texts.facts(sql.sql());
      // What takes no look-up is not asked about twice: knowing more lifts no denial.
      if (!NothingToAsk.about(text, sql, view)) {
        Shapes shapes = texts.shapes(sql.sql(), text).in(query);
        PolicyInputs made =
            inputs.of(asking, now, Optional.of(text), Optional.empty(), Estimates.NONE, shapes);
        if (isDeniedForSure(engine.decide(now, made))) {
          return reviewed(
              asking, now, Optional.of(text), Optional.empty(), Estimates.NONE, shapes, made);
        }
      }
    }
    ScriptFacts facts = inspector.inspect(sql, view, deadline);
    Estimate bound = estimator.fromSizes(facts, view);
    Reviewed first = reviewed(asking, now, facts, Optional.of(view), bound);
    if (!exact && !wantsDryRun(asking, now, first)) {
      return first;
    }
    Estimate dry = dryRun(asking, record, deadline);
    boolean tells = dry.bytes().isKnown() || dry.rejection().isPresent();
    return tells || !bound.bytes().isKnown()
        ? reviewed(asking, now, facts, Optional.of(view), dry)
        : first;
  }

  private static boolean wantsDryRun(Asking asking, Policy now, Reviewed first) {
    boolean own = asking.job().map(j -> j.dryRun()).orElse(false);
    if (own || isDeniedForSure(first.decision())) {
      return false;
    }
    boolean dependent = PolicyEngine.dependsOn(now, first.decision(), "estimate");
    return switch (first.decision().verdict()) {
      // Whoever decides wants to see real numbers.
      case HOLD -> true;
      case ALLOW -> dependent && !first.estimate().bytes().isKnown();
      case DENY -> dependent;
    };
  }

  /** Whatever else were known. A default may still fall silent before a rule. */
  private static boolean isDeniedForSure(Decision decision) {
    return decision.findings().stream()
        .anyMatch(
            f ->
                f.verdict() == Verdict.DENY
                    && f.truth() == Truth.TRUE
                    && f.cause() != Cause.DEFAULT
                    && f.cause() != Cause.BUDGET);
  }

  private Estimate dryRun(Asking asking, LookupRecord record, long deadline) {
    String project = asking.call().pathParameter("projectId");
    JobKey key = new JobKey(project, asking.shape().map(JobShape::location).orElse(""), "dry-run");
    ObjectNode body = asking.job().orElseThrow().body();
    try {
      ObjectNode job =
          asking.call().method().is("jobs.insert")
              ? JobResource.ofInsert(body, key)
              : JobResource.ofQuery(body, key);
      return estimator.dryRun(job, project, record, deadline);
    } catch (Refusal unknownField) {
      return Estimates.NONE;
    }
  }

  private Reviewed reviewed(
      Asking asking,
      Policy now,
      ScriptFacts facts,
      Optional<CatalogueView> view,
      Estimate estimate) {
    String sql = asking.job().map(j -> j.sql()).orElse("");
    Shapes text = texts.shapes(sql, facts);
    Shapes shapes = asking.shape().map(text::in).orElse(text);
    PolicyInputs made = inputs.of(asking, now, Optional.of(facts), view, estimate, shapes);
    return reviewed(asking, now, Optional.of(facts), view, estimate, shapes, made);
  }

  private Reviewed reviewed(
      Asking asking,
      Policy now,
      Optional<ScriptFacts> facts,
      Optional<CatalogueView> view,
      Estimate estimate,
      Shapes shapes,
      PolicyInputs made) {
    Decision decision = engine.decide(now, made);
    Fact<Set<TableName>> names =
        facts.map(Reviewer::allTables).orElseGet(() -> Fact.known(Set.of()));
    List<TableState> states = view.map(v -> states(names, v)).orElseGet(List::of);
    boolean known = areAll(names, states, facts) && view.map(CatalogueView::complete).orElse(false);
    return new Reviewed(
        now,
        decision,
        made,
        facts,
        Suppliers.memoize(() -> Flow.of(asking, facts, view)),
        estimate,
        shapes,
        states,
        known,
        false,
        () ->
            Grounds.of(
                asking,
                now,
                decision,
                made,
                facts,
                estimate,
                advice(asking, decision, facts, view)));
  }

  /** Only for what does not pass: writing it takes a while. */
  private static String advice(
      Asking asking, Decision decision, Optional<ScriptFacts> facts, Optional<CatalogueView> view) {
    return facts.isEmpty() || decision.verdict() == Verdict.ALLOW
        ? ""
        : new Advice(asking.job().map(j -> j.sql()).orElse(""), facts.get(), view).text();
  }

  /** With what views read in turn, as far as that is known. */
  private static Fact<Set<TableName>> allTables(ScriptFacts facts) {
    return facts
        .reads()
        .map(
            reads -> {
              Set<TableName> all = new HashSet<>(reads);
              facts.readsThroughViews().toOptional().ifPresent(all::addAll);
              return all;
            });
  }

  /** Whether these are all tables there are: none is missing, and no view hides any. */
  private static boolean areAll(
      Fact<Set<TableName>> names, List<TableState> states, Optional<ScriptFacts> facts) {
    boolean followed =
        facts.map(f -> f.readsThroughViews().isKnown()).orElse(true)
            || states.stream().noneMatch(s -> s.type().contains("VIEW"));
    return followed && names.toOptional().map(all -> all.size() == states.size()).orElse(false);
  }

  private static List<TableState> states(Fact<Set<TableName>> names, CatalogueView view) {
    return names.toOptional().orElseGet(Set::of).stream()
        .flatMap(t -> view.table(t).stream())
        .map(info -> info.state())
        .sorted(Comparator.comparing(TableState::table))
        .toList();
  }
}
