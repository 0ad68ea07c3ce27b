package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.mask.DetectorRule;
import dev.chaperone.proxy.mask.HashKey;
import dev.chaperone.proxy.mask.MaskMethod;
import dev.chaperone.proxy.mask.MaskPlan;
import dev.chaperone.proxy.mask.PlannedColumn;
import dev.chaperone.proxy.mask.TimestampForm;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Makes plans of lineage and the policy of the moment. */
public final class MaskPlans {
  private static final int SHOWN = 3;

  private final Inheritances inheritances;
  private final HashKey key;

  public MaskPlans(Inheritances inheritances, HashKey key) {
    this.inheritances = inheritances;
    this.key = key;
  }

  /** Whether there is anything to do under a policy. */
  public static boolean concerns(Policy policy) {
    return !policy.masking().isEmpty() || !policy.detectors().isEmpty();
  }

  /**
   * The plan for a result.
   *
   * @param told all lineages that were ever said of it; none means that nothing is known
   */
  public Planned of(Policy policy, List<Lineage> told, TimestampForm timestamps) {
    Lineage lineage = one(told);
    Tagging tagging = new Tagging(policy, inheritances);
    Map<String, String> because = new HashMap<>();
    MaskPlan plan =
        lineage.apart()
            ? apart(lineage, tagging, timestamps, because)
            : mixed(lineage, tagging, timestamps, because);
    if (tagging.of(lineage.all(), false).isPresent()) {
      plan = plan.hidingErrors();
    }
    if (!policy.detectors().isEmpty()) {
      plan = plan.detecting(policy.detectors().stream().map(d -> DetectorRule.of(d, key)).toList());
    }
    return new Planned(plan, because, lineage);
  }

  /** Whether a statement that touches these may quote protected values in its errors. */
  public boolean mayQuote(Policy policy, List<Lineage> told) {
    return new Tagging(policy, inheritances).of(one(told).all(), false).isPresent();
  }

  /** Of several that were told nobody knows which is true. */
  private static Lineage one(List<Lineage> told) {
    Set<Lineage> different = new LinkedHashSet<>(told);
    if (different.isEmpty()) {
      return Lineage.UNKNOWN;
    }
    if (different.size() == 1) {
      return different.iterator().next();
    }
    Set<Origin> all = new LinkedHashSet<>();
    boolean known = true;
    for (Lineage lineage : different) {
      all.addAll(lineage.all().from());
      known &= lineage.all().known();
    }
    return Lineage.mixed(new Origins(List.copyOf(all), known));
  }

  private MaskPlan mixed(
      Lineage lineage, Tagging tagging, TimestampForm timestamps, Map<String, String> because) {
    if (tagging.of(lineage.all(), false).isEmpty()) {
      return MaskPlan.of(List.of(), OptionalInt.empty(), timestamps);
    }
    String why = why(lineage.all(), tagging);
    because.put("*", why);
    return MaskPlan.everything(
        "which columns show what is not told apart; among what it touches: " + why, timestamps);
  }

  private MaskPlan apart(
      Lineage lineage, Tagging tagging, TimestampForm timestamps, Map<String, String> because) {
    List<PlannedColumn> columns = new ArrayList<>();
    for (Lineage.Column column : lineage.columns()) {
      Optional<Masking> masking = tagging.of(column.origins(), column.verbatim());
      if (masking.isPresent()) {
        columns.add(
            PlannedColumn.at(column.position(), column.path(), MaskMethod.of(masking.get(), key)));
        because.put(
            String.join(".", column.path()).toLowerCase(Locale.ROOT),
            why(column.origins(), tagging));
      }
    }
    MaskPlan plan = MaskPlan.of(columns, OptionalInt.of(lineage.names().size()), timestamps);
    return tagging.masks() ? plan.expecting(lineage.names()) : plan;
  }

  private static String why(Origins origins, Tagging tagging) {
    if (!origins.known()) {
      return "it may come from anything";
    }
    Set<String> reasons = new TreeSet<>();
    for (Origin origin : origins.from()) {
      if (tagging.of(new Origins(List.of(origin), true), false).isPresent()) {
        reasons.add(origin + " (" + String.join(", ", tagging.tags(origin)) + ")");
      }
    }
    String first = String.join(", ", reasons.stream().limit(SHOWN).toList());
    return reasons.size() > SHOWN ? first + " and " + (reasons.size() - SHOWN) + " more" : first;
  }
}
