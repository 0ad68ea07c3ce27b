package dev.chaperone.proxy.review;

import static dev.chaperone.proxy.policy.input.InputFields.*;

import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.estimate.Estimate;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.masking.Touched;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.sql.ScriptFacts;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes policies' inputs of all that is known of a request. */
final class InputMaker {
  private final AgentHistory history;
  private final Clock clock;
  private final Supplier<List<Hold>> holds;
  private final Ways ways;
  private final Inheritances inheritances;
  private final ReadTexts texts;

  InputMaker(
      AgentHistory history,
      Clock clock,
      Supplier<List<Hold>> holds,
      Ways ways,
      Inheritances inheritances,
      ReadTexts texts) {
    this.history = history;
    this.clock = clock;
    this.holds = holds;
    this.ways = ways;
    this.inheritances = inheritances;
    this.texts = texts;
  }

  PolicyInputs of(
      Asking asking,
      Policy now,
      Optional<ScriptFacts> facts,
      Optional<CatalogueView> view,
      Estimate estimate,
      Shapes shapes) {
    RequestInputs request = new RequestInputs(asking);
    InputRow.Builder row = InputRow.builder();
    request.scalars(row);
    row.set(TIME_NOW, clock.instant());
    connection(row, now, asking.call().pathParameter("projectId"));
    history(row, asking, shapes);
    if (facts.isEmpty()) {
      request.withoutSql(row, view);
      return new PolicyInputs(
          row.build(),
          dev.chaperone.proxy.policy.Fact.known(request.tables()),
          request.columns(inheritances));
    }
    String sql = asking.job().map(j -> j.sql()).orElse("");
    StatementInputs statement =
        new StatementInputs(
            facts.get(),
            view,
            Touched.columns(facts.get(), sql, Flow.inSession(asking), view),
            inheritances);
    statement.scalars(row, sql);
    row.set(
        STATEMENT_PLACEHOLDERS,
        // Only what is written can overwrite; the text of a body may be long.
        (!facts.get().isReadOnly() || asking.shape().map(JobShape::writesTable).orElse(false))
            && asking.job().map(j -> Placeholders.areIn(j.body().toString())).orElse(false));
    asking.shape().ifPresent(shape -> row.set(STATEMENT_EFFECTS, effects(statement, shape)));
    row.setFact(ESTIMATE_BYTES, StatementInputs.fact(estimate.bytes()))
        .set(ESTIMATE_EXACT, estimate.exact())
        .setFact(
            EXPOSURE_ROWS,
            asking
                .shape()
                .map(shape -> RowBound.of(facts.get(), shape, view, texts))
                .orElseGet(() -> dev.chaperone.proxy.policy.Fact.unknown("there is no query")));
    return new PolicyInputs(
        row.build(), statement.tables().map(t -> joined(t, request.tables())), statement.columns());
  }

  /** What the request's other fields add to what its SQL does. */
  private static List<String> effects(StatementInputs statement, JobShape shape) {
    Set<String> effects = new HashSet<>(statement.effects());
    if (shape.writesTable()) {
      effects.add("write");
    }
    if (shape.definesTables() || shape.runsOtherwise()) {
      effects.add("unknown");
    }
    return effects.stream().sorted().toList();
  }

  private static List<InputRow> joined(List<InputRow> one, List<InputRow> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private void connection(InputRow.Builder row, Policy now, String project) {
    Optional<Ways.Way> way = ways.of(now, project);
    if (way.isPresent()) {
      row.set(CONNECTION_NAME, way.get().name())
          .set(CONNECTION_UPSTREAM, way.get().upstream().toString());
    } else {
      var unknown = dev.chaperone.proxy.policy.Fact.<String>unknown("no connection serves it");
      row.setFact(CONNECTION_NAME, unknown).setFact(CONNECTION_UPSTREAM, unknown);
    }
  }

  private void history(InputRow.Builder row, Asking asking, Shapes shapes) {
    AgentHistory.Counts counts = history.of(asking.owner());
    row.set(HISTORY_REQUESTS_1H, counts.requests())
        .set(HISTORY_HELD_1H, counts.held())
        .set(HISTORY_DENIED_1H, counts.denied());
    if (!shapes.shape().isEmpty()) {
      Alike alike = Alike.of(shapes.shape(), holds.get());
      row.set(HISTORY_APPROVED_ALIKE, alike.approved()).set(HISTORY_DENIED_ALIKE, alike.denied());
    }
  }
}
