package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Owned;
import java.util.List;

/**
 * What the recordings know of where rows come from. Sees every frame that was durable when asked.
 */
public interface MaskingRecords {

  /**
   * Where the rows of a job or a result table come from, all that was ever said of it, oldest
   * first. A job is matched by location if both know it.
   */
  List<Lineage> lineageOf(Owned owned);

  /** Tables that agents' statements filled, newest first, with those that were revoked. */
  List<Inheritance> inherited();

  /** Columns that results came from, latest first. */
  List<SeenColumn> columns(int limit);

  /** What detectors found, latest first. */
  List<DetectorFind> finds(int limit);
}
