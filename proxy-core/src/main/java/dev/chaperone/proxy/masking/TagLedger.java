package dev.chaperone.proxy.masking;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.TagOverview;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.recordings.Inheritance;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.SeenColumn;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.TagChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Shows the operator what is tagged and what inherited, and takes inheritances back. */
public final class TagLedger {
  private static final int MOST = 2_000;

  private final Supplier<Policy> policy;
  private final Inheritances inheritances;
  private final MaskingRecords records;
  private final Recorder recorder;

  public TagLedger(
      Supplier<Policy> policy,
      Inheritances inheritances,
      MaskingRecords records,
      Recorder recorder) {
    this.policy = policy;
    this.inheritances = inheritances;
    this.records = records;
    this.recorder = recorder;
  }

  /** As the policy of the moment has it; throws {@link ConsoleException} if nothing can be read. */
  public TagOverview overview() {
    try {
      Tagging tagging = new Tagging(policy.get(), inheritances);
      return new TagOverview(
          records.columns(MOST).stream().map(seen -> column(seen, tagging)).toList(),
          records.finds(MOST),
          records.inherited().stream().limit(MOST).map(one -> derived(one, tagging)).toList());
    } catch (RecordingException e) {
      throw failure(e);
    }
  }

  private static TagOverview.Column column(SeenColumn seen, Tagging tagging) {
    Origin origin = seen.column();
    return new TagOverview.Column(
        origin.tableName(),
        origin.path(),
        List.copyOf(tagging.tags(origin)),
        method(new Origins(List.of(origin), true), true, tagging),
        seen.times(),
        seen.last());
  }

  private static String method(Origins origins, boolean verbatim, Tagging tagging) {
    return tagging.of(origins, verbatim).map(Masking::method).map(m -> m.code()).orElse("");
  }

  private static TagOverview.Derived derived(Inheritance one, Tagging tagging) {
    List<TagOverview.DerivedColumn> columns = new ArrayList<>();
    if (one.lineage().apart()) {
      for (Lineage.Column column : one.lineage().columns()) {
        columns.add(
            derived(String.join(".", column.path()), column.origins(), column.verbatim(), tagging));
      }
    } else {
      columns.add(derived(Origin.ALL, one.lineage().all(), false, tagging));
    }
    return new TagOverview.Derived(
        one.table(),
        one.sequence(),
        one.how(),
        one.agent(),
        one.session().value(),
        one.at(),
        one.revoked(),
        one.revokedReason(),
        one.revokedBy(),
        columns);
  }

  private static TagOverview.DerivedColumn derived(
      String path, Origins origins, boolean verbatim, Tagging tagging) {
    List<String> from = new ArrayList<>();
    Set<String> tags = new TreeSet<>();
    for (Origin origin : origins.from()) {
      from.add(origin.toString());
      tags.addAll(tagging.tags(origin));
    }
    if (!origins.known()) {
      from.add("?");
    }
    return new TagOverview.DerivedColumn(
        path, from, List.copyOf(tags), method(origins, verbatim, tagging));
  }

  /** Throws {@link ConsoleException} if the table inherited nothing that is in force. */
  public void revoke(String table, long upTo, String reason, Decider by) {
    try {
      boolean there =
          records.inherited().stream()
              .anyMatch(
                  one -> one.table().equals(table) && one.sequence() <= upTo && !one.revoked());
      if (!there) {
        throw new ConsoleException(
            ConsoleException.Code.NOT_FOUND,
            "the table " + table + " has inherited nothing that is in force");
      }
      recorder.record(FrameDraft.system(new TagChange.Revoked(table, upTo, reason, by).note()));
      inheritances.reload(table);
    } catch (RecordingException e) {
      throw failure(e);
    }
  }

  private static ConsoleException failure(RecordingException e) {
    return new ConsoleException(ConsoleException.Code.STORE, String.valueOf(e.getMessage()));
  }
}
