package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.wire.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Catalogues the native library already has: giving it one takes longer than most analyses.
 *
 * <p>Used by one thread.
 */
final class RegisteredCatalogs {
  private static final int MOST = 16;

  private record Key(
      CatalogueSnapshot catalogue, Optional<String> project, Optional<String> dataset) {}

  private final NativeAnalyser analyser;
  private final Map<Key, Long> registered = new LinkedHashMap<>(16, 0.75f, true);

  RegisteredCatalogs(NativeAnalyser analyser) {
    this.analyser = analyser;
  }

  /** The number of this request's catalogue, as long as its script adds nothing to it. */
  long of(Message.Request request, AnalysisCatalog catalog) {
    Key key = new Key(request.catalogue(), request.project(), request.dataset());
    Long known = registered.get(key);
    if (known != null) {
      return known;
    }
    if (registered.size() >= MOST) {
      Key eldest = registered.keySet().iterator().next();
      Long gone = registered.remove(eldest);
      if (gone != null) {
        analyser.unregister(gone);
      }
    }
    long number = analyser.register(catalog.build());
    Long unused = registered.put(key, number);
    return number;
  }
}
