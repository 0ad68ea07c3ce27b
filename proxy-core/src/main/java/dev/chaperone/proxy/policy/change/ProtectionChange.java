package dev.chaperone.proxy.policy.change;

import com.google.re2j.Pattern;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.model.Budget;
import dev.chaperone.proxy.policy.model.Detector;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingRule;
import dev.chaperone.proxy.policy.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a comparison that is about masking, detectors and budgets. */
final class ProtectionChange {
  private final List<Loosening> found = new ArrayList<>();

  private ProtectionChange() {}

  static List<Loosening> loosenings(Policy before, Policy after) {
    ProtectionChange change = new ProtectionChange();
    before.masking().forEach(was -> change.masking(was, after));
    before.detectors().forEach(was -> change.detector(was, after));
    before.budgets().forEach(was -> change.budget(was, after));
    return change.found;
  }

  private void masking(MaskingRule was, Policy after) {
    Optional<MaskingRule> now =
        after.masking().stream().filter(m -> m.tag().equals(was.tag())).findFirst();
    if (now.isEmpty()) {
      loose("masking", "Columns tagged '" + was.tag() + "' are masked no longer.");
      return;
    }
    if (!hidesAtLeast(now.get().masking(), was.masking())) {
      loose("masking", "Columns tagged '" + was.tag() + "' may show more.");
    }
    if (now.get().indirect().isMilderThan(was.indirect())) {
      loose("masking", "Using columns tagged '" + was.tag() + "' in conditions is judged milder.");
    }
    if (now.get().moves().isMilderThan(was.moves())) {
      loose("masking", "Writing columns tagged '" + was.tag() + "' elsewhere is judged milder.");
    }
  }

  private void detector(Detector was, Policy after) {
    if (!was.masks()) {
      return;
    }
    boolean kept =
        after.detectors().stream()
            .anyMatch(
                now ->
                    now.masks()
                        && now.type() == was.type()
                        && now.regex()
                            .map(Pattern::pattern)
                            .equals(was.regex().map(Pattern::pattern))
                        && hidesAtLeast(now.masking(), was.masking()));
    if (!kept) {
      loose("detectors", "'" + was.type().code() + "' is gone or may show more.");
    }
  }

  /** Only certain where nothing changed, or nothing is left to be seen. */
  private static boolean hidesAtLeast(Masking now, Masking was) {
    return now.equals(was) || now.method().hidesAll();
  }

  private void budget(Budget was, Policy after) {
    Optional<Budget> now =
        after.budgets().stream().filter(b -> b.name().equals(was.name())).findFirst();
    if (now.isEmpty()) {
      loose("budgets", "'" + was.name() + "' is gone.");
      return;
    }
    boolean sameCount =
        now.get().per() == was.per() && now.get().window().compareTo(was.window()) >= 0;
    boolean limits = true;
    for (Measure measure : was.limits().by().keySet()) {
      long limit = was.limits().get(measure).orElse(Long.MAX_VALUE);
      limits &= now.get().limits().get(measure).orElse(Long.MAX_VALUE) <= limit;
    }
    if (!sameCount || !limits || now.get().then().isMilderThan(was.then())) {
      loose("budgets", "'" + was.name() + "' may let more pass.");
    }
  }

  private void loose(String part, String what) {
    found.add(new Loosening(part, what));
  }
}
