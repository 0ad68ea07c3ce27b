package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.recordings.frame.Owned;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the schemas of results, for pages that come without one. In memory only: what is not
 * known here is asked for. Safe for many threads.
 */
public final class SchemaBook {
  private static final int KEPT = 5_000;

  private final Map<String, ResultSchema> schemas =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ResultSchema> eldest) {
          return size() > KEPT;
        }
      };

  public Optional<ResultSchema> of(Owned result) {
    synchronized (schemas) {
      return Optional.ofNullable(schemas.get(key(result)));
    }
  }

  /**
   * Of two jobs of one name in different places the later counts; the rows tell if it does not fit.
   */
  public void told(Owned result, ResultSchema schema) {
    synchronized (schemas) {
      schemas.put(key(result), schema);
    }
  }

  private static String key(Owned result) {
    return result.kind() + " " + result.name() + " " + result.location();
  }
}
