package dev.chaperone.proxy.policy.change;

import dev.chaperone.proxy.policy.Effect;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.Condition;
import dev.chaperone.proxy.policy.condition.TagUse;
import dev.chaperone.proxy.policy.glob.Glob;
import dev.chaperone.proxy.policy.model.Connection;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.ReachRule;
import dev.chaperone.proxy.policy.model.RecordingRule;
import dev.chaperone.proxy.policy.model.Rule;
import dev.chaperone.proxy.policy.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares two policies: whatever is not certain to be the same or stricter is a loosening, to be
 * confirmed by an operator.
 */
public final class PolicyChange {
  private final Policy before;
  private final Policy after;
  private final List<Loosening> found = new ArrayList<>();

  private PolicyChange(Policy before, Policy after) {
    this.before = before;
    this.after = after;
  }

  /** In which ways the new policy may permit more; none means it surely permits no more. */
  public static List<Loosening> loosenings(Policy before, Policy after) {
    PolicyChange change = new PolicyChange(before, after);
    change.connections();
    change.reach();
    change.defaults();
    change.rules();
    change.tags();
    change.recording();
    change.price();
    change.times();
    change.found.addAll(ProtectionChange.loosenings(before, after));
    return List.copyOf(change.found);
  }

  private void connections() {
    for (Connection now : after.connections()) {
      Optional<Connection> was =
          before.connections().stream().filter(c -> c.name().equals(now.name())).findFirst();
      if (was.isEmpty()) {
        loose("connections", "'" + now.name() + "' is new.");
      } else if (!was.get().upstream().equals(now.upstream())
          || !was.get().credential().equals(now.credential())) {
        loose("connections", "'" + now.name() + "' goes elsewhere or with another credential.");
      } else if (!allCovered(now.projects(), was.get().projects())) {
        loose("connections", "'" + now.name() + "' serves more projects.");
      }
    }
    boolean several = after.connections().size() > 1;
    for (Connection was : before.connections()) {
      boolean same =
          after.connections().stream()
              .anyMatch(
                  now ->
                      now.name().equals(was.name())
                          && (now.projects().equals(was.projects()) || !several));
      if (!same && !after.connections().isEmpty()) {
        loose("connections", "Projects of '" + was.name() + "' may go through another connection.");
      }
    }
    if (after.connections().isEmpty() && !before.connections().isEmpty()) {
      loose("connections", "None is listed any more, which limits projects no longer.");
    }
    boolean sameOrder =
        after.connections().stream()
            .map(Connection::name)
            .toList()
            .equals(
                before.connections().stream()
                    .map(Connection::name)
                    .filter(n -> after.connections().stream().anyMatch(c -> c.name().equals(n)))
                    .toList());
    if (!sameOrder && found.stream().noneMatch(l -> l.part().equals("connections"))) {
      loose("connections", "Their order changed; the first that serves a project is used.");
    }
  }

  private void reach() {
    if (before.reach().isEmpty()) {
      return;
    }
    if (after.reach().isEmpty()) {
      loose("reach", "Nothing is listed any more, which opens everything.");
    }
    for (ReachRule now : after.reach()) {
      if (before.reach().stream().noneMatch(was -> covers(was, now))) {
        loose("reach", "An entry for " + now.datasets() + " opens more than before.");
      }
    }
  }

  private static boolean covers(ReachRule was, ReachRule now) {
    boolean everybody = was.agents().stream().anyMatch(Glob::matchesAnything);
    return (everybody
            || allCovered(now.agents(), was.agents()) && allCovered(now.groups(), was.groups()))
        && now.datasets().stream()
            .allMatch(d -> was.datasets().stream().anyMatch(old -> old.covers(d)));
  }

  private static boolean allCovered(List<Glob> now, List<Glob> was) {
    return now.stream().allMatch(n -> was.stream().anyMatch(w -> w.covers(n.toString())));
  }

  private void defaults() {
    for (Effect effect : Effect.values()) {
      milder(
          "defaults",
          "'" + effect.code() + "'",
          before.defaults().of(effect),
          after.defaults().of(effect));
    }
    milder("foreign_jobs", "It", before.foreignJobs(), after.foreignJobs());
    milder("legacy_sql", "It", before.legacySql(), after.legacySql());
  }

  private void milder(String part, String what, Verdict was, Verdict now) {
    if (now.isMilderThan(was)) {
      loose(part, what + " goes from " + was.code() + " to " + now.code() + ".");
    }
  }

  private void rules() {
    for (Rule was : before.rules()) {
      boolean kept =
          was.then() == Verdict.ALLOW
              || after.rules().stream()
                  .anyMatch(r -> r.when().sameAs(was.when()) && !r.then().isMilderThan(was.then()));
      if (!kept) {
        loose("rules", "'" + was.name() + "' is gone, milder or has another condition.");
      }
    }
    for (Rule now : after.rules()) {
      boolean known =
          before.rules().stream()
              .anyMatch(r -> r.when().sameAs(now.when()) && !now.then().isMilderThan(r.then()));
      if (!known && silencesStricterDefault(now.then())) {
        loose("rules", "'" + now.name() + "' is new and speaks where a stricter default did.");
      }
    }
  }

  /** A rule that speaks takes a default's place, so a new one can be milder than none. */
  private boolean silencesStricterDefault(Verdict then) {
    return then.isMilderThan(before.defaults().strictest());
  }

  private void recording() {
    for (RecordingRule was : before.recording()) {
      boolean kept =
          was.lowers()
              || after.recording().stream()
                  .anyMatch(
                      r -> r.when().sameAs(was.when()) && r.level().compareTo(was.level()) >= 0);
      if (!kept) {
        loose(
            "recording", "Less may be recorded: a rule for '" + was.level().code() + "' is gone.");
      }
    }
    for (RecordingRule now : after.recording()) {
      boolean known =
          before.recording().stream().anyMatch(r -> r.lowers() && r.when().sameAs(now.when()));
      if (now.lowers() && !known) {
        loose("recording", "Less is recorded by a new rule in line " + now.place().line() + ".");
      }
    }
  }

  private void tags() {
    boolean added = false;
    for (Tag was : before.tags()) {
      Optional<Tag> now =
          after.tags().stream().filter(t -> t.name().equals(was.name())).findFirst();
      if (now.isEmpty()
          || !now.get().columns().containsAll(was.columns())
          || !now.get().policyTags().containsAll(was.policyTags())) {
        loose("tags", "'" + was.name() + "' is on fewer columns.");
      }
    }
    for (Tag now : after.tags()) {
      added |=
          before.tags().stream()
              .noneMatch(
                  was ->
                      was.name().equals(now.name())
                          && was.columns().containsAll(now.columns())
                          && was.policyTags().containsAll(now.policyTags()));
    }
    if (added) {
      conditionsOf(after)
          .filter(use -> !use.harmless().contains(use.condition().tagUse()))
          .forEach(
              use ->
                  loose("tags", "More columns have tags, and " + use.name() + " may relax by it."));
    }
  }

  /**
   * A condition and how tags may be used in it without relaxing anything.
   *
   * @param harmless what more tags may do to it
   */
  private record Use(String name, Condition condition, Set<TagUse> harmless) {}

  private static Stream<Use> conditionsOf(Policy policy) {
    return Stream.concat(
        policy.rules().stream()
            .map(r -> new Use("rule '" + r.name() + "'", r.when(), harmless(policy, r.then()))),
        policy.recording().stream()
            .map(
                r ->
                    new Use(
                        "a recording rule",
                        r.when(),
                        r.lowers()
                            ? Set.of(TagUse.NONE, TagUse.MORE_MAKES_FALSE)
                            : Set.of(TagUse.NONE, TagUse.MORE_MAKES_TRUE))));
  }

  private static Set<TagUse> harmless(Policy policy, Verdict then) {
    return switch (then) {
      case ALLOW -> Set.of(TagUse.NONE, TagUse.MORE_MAKES_FALSE);
      // A rule that holds takes the place of a default that may deny.
      case HOLD ->
          policy.defaults().strictest() == Verdict.DENY
              ? Set.of(TagUse.NONE)
              : Set.of(TagUse.NONE, TagUse.MORE_MAKES_TRUE);
      case DENY -> Set.of(TagUse.NONE, TagUse.MORE_MAKES_TRUE);
    };
  }

  private void price() {
    boolean used =
        conditionsOf(after).anyMatch(c -> c.condition().inputs().contains("estimate.usd"));
    if (used && after.price().usdPerTib() != before.price().usdPerTib()) {
      loose("price", "A condition looks at money, and the price changed.");
    }
  }

  private void times() {
    if (after.holdExpires().compareTo(before.holdExpires()) > 0) {
      loose("hold", "Held requests wait longer and can be approved later.");
    }
    for (Verdict verdict : Verdict.values()) {
      if (after.retention().of(verdict).compareTo(before.retention().of(verdict)) < 0) {
        loose("retention", "Recordings of '" + verdict.code() + "' are kept for less time.");
      }
    }
  }

  private void loose(String part, String what) {
    found.add(new Loosening(part, what));
  }
}
