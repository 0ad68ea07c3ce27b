package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.BudgetSpent;
import dev.chaperone.recordings.PolicyRecords;
import dev.chaperone.recordings.VerdictCount;
import dev.chaperone.recordings.frame.BudgetChange;
import dev.chaperone.recordings.frame.Frame;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a list of frames tells of budgets; verdicts are not told. */
public final class FramePolicyRecords implements PolicyRecords {
  private final Supplier<List<Frame>> frames;

  public FramePolicyRecords(Supplier<List<Frame>> frames) {
    this.frames = frames;
  }

  private List<BudgetChange> changes() {
    return frames.get().stream()
        .flatMap(frame -> frame.body().stream())
        .flatMap(body -> BudgetChange.of(body).stream())
        .toList();
  }

  @Override
  public List<BudgetChange> reserved() {
    Map<String, BudgetChange> open = new LinkedHashMap<>();
    for (BudgetChange change : changes()) {
      if (change.change().equals(BudgetChange.RESERVED)) {
        open.put(change.id(), change);
      } else {
        open.remove(change.id());
      }
    }
    return List.copyOf(open.values());
  }

  @Override
  public void spent(Instant now, Instant since, Consumer<BudgetSpent> consumer) {
    changes().stream()
        .filter(change -> change.change().equals(BudgetChange.SETTLED))
        .filter(change -> !change.at().isBefore(since))
        .forEach(
            change ->
                change
                    .shares()
                    .forEach(share -> consumer.accept(new BudgetSpent(share, change.at()))));
  }

  @Override
  public void verdicts(Instant since, Consumer<VerdictCount> consumer) {}
}
