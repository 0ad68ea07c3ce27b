package dev.chaperone.proxy.masking;

import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Owned;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows where the rows of jobs and result tables come from. The recordings are the truth; the
 * latest entries are kept in memory. Of two jobs of one name in different places both are told.
 * Safe for many threads.
 */
public final class ResultBook {
  private static final int KEPT = 20_000;

  private final MaskingRecords records;
  private final Map<String, Told> recent =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * What is known of a result.
   *
   * @param whole whether the recordings were asked for what was said of it before
   */
  private record Told(Set<Lineage> told, boolean whole) {}

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
      Told known = recent.get(key(result));
      if (known != null && known.whole()) {
        return List.copyOf(known.told());
      }
    }
    List<Lineage> recorded = records.lineageOf(new Owned(result.kind(), result.name(), ""));
    synchronized (recent) {
      Set<Lineage> all = new LinkedHashSet<>(recorded);
      Told known = recent.get(key(result));
      if (known != null) {
        all.addAll(known.told());
      }
      if (!all.isEmpty()) {
        recent.put(key(result), new Told(all, true));
      }
      return List.copyOf(all);
    }
  }

  /**
   * What is being recorded of a result. The recordings are not asked: it happens with every query.
   *
   * @return whether it may be new
   */
  public boolean told(Owned result, Lineage lineage) {
    synchronized (recent) {
      Told known = recent.get(key(result));
      if (known != null && known.told().contains(lineage)) {
        return false;
      }
      Set<Lineage> all = new LinkedHashSet<>();
      if (known != null) {
        all.addAll(known.told());
      }
      all.add(lineage);
      recent.put(key(result), new Told(all, known != null && known.whole()));
      return true;
    }
  }

  private static String key(Owned result) {
    return result.kind() + " " + result.name();
  }
}
