package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.RegisterCatalogRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Keeps the catalogs that were used last registered in the native library, within a bound on their
 * number and on the bytes of their contents.
 *
 * <p>One that is in use is never taken away.
 */
final class Registrations<K> {
  /** A registered catalog in use; closing says that it no longer is. */
  record Lease(long id, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /** Makes the registration; may refuse it. */
  interface Source {
    RegisterCatalogRequest request() throws SqlFailure;
  }

  private static final class Entry {
    private final long id;
    private final long bytes;
    private int users;

    Entry(long id, long bytes) {
      this.id = id;
      this.bytes = bytes;
    }
  }

  private final NativeService service;
  private final int maxEntries;
  private final long maxBytes;
  private final Map<K, Entry> entries = new HashMap<>();
  // Least recently used first.
  private final SequencedSet<K> order = new LinkedHashSet<>();

  Registrations(NativeService service, int maxEntries, long maxBytes) {
    this.service = service;
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  synchronized Lease acquire(K key, Source source) throws SqlFailure {
    Entry known = entries.get(key);
    Entry entry = known == null ? register(key, source.request()) : known;
    entry.users++;
    order.remove(key);
    order.addLast(key);
    return new Lease(entry.id, () -> release(entry));
  }

  private Entry register(K key, RegisterCatalogRequest request) {
    Entry entry = new Entry(service.register(request), request.getSerializedSize());
    entries.put(key, entry);
    trim(entry);
    return entry;
  }

  private synchronized void release(Entry entry) {
    entry.users--;
  }

  private void trim(Entry fresh) {
    long bytes = entries.values().stream().mapToLong(e -> e.bytes).sum();
    var eldest = order.iterator();
    while (eldest.hasNext() && (entries.size() > maxEntries || bytes > maxBytes)) {
      K key = eldest.next();
      Entry entry = entries.get(key);
      if (entry != null && entry != fresh && entry.users == 0) {
        service.unregister(entry.id);
        bytes -= entry.bytes;
        entries.remove(key);
        eldest.remove();
      }
    }
  }
}
