package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.decide.ColumnMasks;
import dev.chaperone.proxy.policy.glob.ColumnRef;
import dev.chaperone.proxy.policy.glob.TableRef;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.Tag;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says what a policy makes of columns and of what was made of them. */
final class Tagging {
  private static final Masking NOTHING = new Masking(MaskingMethod.NULL, "");

  private final Policy policy;
  private final ColumnMasks masks;
  private final Inheritances inheritances;

  Tagging(Policy policy, Inheritances inheritances) {
    this.policy = policy;
    this.masks = new ColumnMasks(policy);
    this.inheritances = inheritances;
  }

  /** Whether it masks any columns. */
  boolean masks() {
    return !policy.masking().isEmpty();
  }

  /**
   * How values are masked that come from these columns; empty if they are shown.
   *
   * @param verbatim whether they are those columns' own values; what was made of them becomes NULL
   *     throughout: a method that shows a part could show another part each time, and whether
   *     something computed is NULL can tell a value, too
   */
  Optional<Masking> of(Origins origins, boolean verbatim) {
    if (!masks()) {
      return Optional.empty();
    }
    if (!origins.known()) {
      return Optional.of(NOTHING);
    }
    Optional<Masking> strongest = Optional.empty();
    for (Origin origin : origins.from()) {
      Optional<Masking> one = of(origin, verbatim);
      if (one.isPresent()) {
        strongest = Optional.of(strongest.map(m -> stronger(m, one.get())).orElse(one.get()));
      }
    }
    return strongest;
  }

  private Optional<Masking> of(Origin origin, boolean verbatim) {
    Inheritances.Closure closure = inheritances.of(origin);
    if (!closure.known()) {
      return Optional.of(NOTHING);
    }
    Optional<Masking> strongest = Optional.empty();
    for (Origin one : closure.from()) {
      Optional<Masking> mask = masks.of(ref(one), policyTags(one));
      if (mask.isPresent()) {
        strongest = Optional.of(strongest.map(m -> stronger(m, mask.get())).orElse(mask.get()));
      }
    }
    return strongest.map(m -> verbatim && closure.verbatim() ? m : NOTHING);
  }

  /** Tags on a column, those that may be on it and those it inherited among them. */
  Set<String> tags(Origin origin) {
    Set<String> names = new TreeSet<>();
    Inheritances.Closure closure = inheritances.of(origin);
    for (Tag tag : policy.tags()) {
      boolean on =
          !closure.known()
              || closure.from().stream()
                  .anyMatch(one -> tag.isOn(ref(one), policyTags(one)) != Truth.FALSE);
      if (on) {
        names.add(tag.name());
      }
    }
    return names;
  }

  private static Masking stronger(Masking one, Masking other) {
    return one.method().stronger(other.method()) == one.method() ? one : other;
  }

  private static ColumnRef ref(Origin origin) {
    return new ColumnRef(
        new TableRef(name(origin.project()), name(origin.dataset()), Fact.known(origin.table())),
        Fact.known(List.of(origin.path().split("\\.", -1))));
  }

  private static Fact<String> name(String name) {
    return name.isEmpty() ? Fact.unknown("it is not named") : Fact.known(name);
  }

  private static Fact<List<String>> policyTags(Origin origin) {
    return origin.tagsKnown()
        ? Fact.known(origin.policyTags())
        : Fact.unknown("BigQuery's policy tags on it are not known");
  }
}
