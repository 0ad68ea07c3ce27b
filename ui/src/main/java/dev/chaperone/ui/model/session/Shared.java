package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.JobKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one copy of what a session's frames say again and again, and so many statements that a long
 * session does not fill the memory: beyond that only how each begins.
 */
final class Shared {
  private static final int MOST = 20_000;
  private static final int SQL_BUDGET = 16 << 20;
  private static final int SQL_BEGINNING = 200;

  private final Map<Object, Object> known = new HashMap<>();
  private int sqlKept;

  @SuppressWarnings("unchecked") // equal values of one class
  <T> T one(T value) {
    Object first = known.get(value);
    if (first == null) {
      if (known.size() < MOST) {
        known.put(value, value);
      }
      return value;
    }
    return first.getClass() == value.getClass() ? (T) first : value;
  }

  Optional<JobKey> job(Optional<JobKey> job) {
    return job.map(key -> new JobKey(one(key.project()), one(key.location()), key.jobId()));
  }

  String sql(String sql) {
    String kept =
        sqlKept > SQL_BUDGET && sql.length() > SQL_BEGINNING
            ? sql.substring(0, SQL_BEGINNING) + "…"
            : sql;
    String one = one(kept);
    if (one == kept) {
      sqlKept += kept.length();
    }
    return one;
  }
}
