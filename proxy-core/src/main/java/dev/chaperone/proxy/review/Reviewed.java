package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.job.Basis;
import dev.chaperone.proxy.estimate.Estimate;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.proxy.policy.decide.Finding;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.TableState;
import dev.chaperone.sql.ScriptFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a review of a request came to.
 *
 * @param policy the one it was measured by; whatever follows from the review goes by the same
 * @param facts empty where there is no SQL
 * @param flowing writes down where values come from and where they go; asked for what passes only
 * @param tables the states an approval would rest on, sorted by name
 * @param tablesKnown whether those are all tables
 * @param overdue whether something could not be found out in time that may be later; never of a dry
 *     run, which does not wait
 * @param told writes down what a person is shown
 */
public record Reviewed(
    Policy policy,
    Decision decision,
    PolicyInputs inputs,
    Optional<ScriptFacts> facts,
    Supplier<Flow> flowing,
    Estimate estimate,
    Shapes shapes,
    List<TableState> tables,
    boolean tablesKnown,
    boolean overdue,
    Supplier<HoldGrounds> told) {
  public Reviewed {
    tables = List.copyOf(tables);
  }

  /** What whoever decides is shown; written only when it is asked for. */
  public HoldGrounds grounds() {
    return told.get();
  }

  /** Where values come from, and which tables are filled. */
  public Flow flow() {
    return flowing.get();
  }

  /** Where the policy was told that the request goes; empty if no connection serves it. */
  public Optional<String> upstream() {
    return inputs.get(InputFields.CONNECTION_UPSTREAM).ifKnown();
  }

  /** Names of the tables read, as far as they are known. */
  public List<String> reads() {
    return Grounds.tables(inputs, "read");
  }

  long bytes() {
    return estimate.bytes().toOptional().orElse(-1L);
  }

  /** What an approval rests on. */
  public Basis basis(Instant now) {
    Finding deciding = decision.deciding();
    return new Basis(
        deciding.name(),
        deciding.reason(),
        shapes.exact(),
        shapes.shape(),
        kinds(),
        tables,
        bytes(),
        now.plus(decision.holdExpires()));
  }

  public List<String> kinds() {
    return facts
        .map(f -> f.statements().stream().map(s -> s.kind().name()).distinct().toList())
        .orElseGet(List::of);
  }

  /** Names for grants; empty if not all are known. */
  public Optional<Set<String>> tableNames() {
    return tablesKnown
        ? Optional.of(Set.copyOf(tables.stream().map(TableState::table).toList()))
        : Optional.empty();
  }

  Reviewed with(Decision other) {
    return with(other, overdue);
  }

  Reviewed overdueIf(boolean over) {
    return with(decision, over);
  }

  private Reviewed with(Decision other, boolean over) {
    return new Reviewed(
        policy, other, inputs, facts, flowing, estimate, shapes, tables, tablesKnown, over, told);
  }

  /** Whether it does not pass only because something was not found out in time. */
  public boolean late() {
    return Lateness.of(this);
  }

  /** What the agent is told where policy denies, with what may help. */
  public String denial() {
    Finding deciding = decision.deciding();
    String advice = grounds().suggestion();
    return decision.reason()
        + " (Chaperone, "
        + deciding.cause().code()
        + " '"
        + deciding.name()
        + "'.)"
        + (advice.isEmpty() ? "" : " " + advice);
  }
}
