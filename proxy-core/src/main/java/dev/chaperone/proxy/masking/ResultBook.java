package dev.chaperone.proxy.masking;

import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Owned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows where the rows of jobs and result tables come from. The recordings are the truth; the
 * latest entries are kept in memory. Of two jobs of one name in different places both are told.
 * Safe for many threads.
 */
public final class ResultBook {
  private static final int KEPT = 20_000;

  private final MaskingRecords records;
  private final Map<String, List<Lineage>> recent =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Lineage>> eldest) {
          return size() > KEPT;
        }
      };

  public ResultBook(MaskingRecords records) {
    this.records = records;
  }

  /**
   * All that was ever said; nothing if nothing is known.
   *
   * @throws dev.chaperone.recordings.RecordingException if the recordings cannot answer
   */
  public List<Lineage> of(Owned result) {
    synchronized (recent) {
      List<Lineage> known = recent.get(key(result));
      if (known != null) {
        return known;
      }
    }
    List<Lineage> recorded =
        records.lineageOf(new Owned(result.kind(), result.name(), "")).stream().distinct().toList();
    if (!recorded.isEmpty()) {
      synchronized (recent) {
        recent.putIfAbsent(key(result), recorded);
      }
    }
    return recorded;
  }

  /**
   * What is being recorded of a result.
   *
   * @return whether it is new
   */
  public boolean told(Owned result, Lineage lineage) {
    List<Lineage> before = of(result);
    if (before.contains(lineage)) {
      return false;
    }
    List<Lineage> all = new ArrayList<>(before);
    all.add(lineage);
    synchronized (recent) {
      recent.put(key(result), List.copyOf(all));
    }
    return true;
  }

  private static String key(Owned result) {
    return result.kind() + " " + result.name();
  }
}
