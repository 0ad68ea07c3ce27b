package dev.chaperone.proxy.sql;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was found out about the texts that came last, in bounded memory: what is known of a
 * text grows with it, so the texts are counted and their characters too. Safe for many threads.
 */
public final class TextCache<K, V> {
  /** Longer ones are rare, and would drive out many. */
  private static final int LONGEST = 64 << 10;

  private static final int CHARACTERS = 1 << 20;

  private record Entry<V>(int length, V value) {}

  private final int most;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int characters;

  /**
   * @param most texts at once
   */
  public TextCache(int most) {
    this.most = most;
  }

  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /**
   * @param length of the text, in characters
   */
  public synchronized void put(K key, int length, V value) {
    if (length > LONGEST) {
      return;
    }
    Entry<V> before = entries.put(key, new Entry<>(length, value));
    characters += length - (before == null ? 0 : before.length());
    Iterator<Entry<V>> oldest = entries.values().iterator();
    while (entries.size() > most || characters > CHARACTERS) {
      characters -= oldest.next().length();
      oldest.remove();
    }
  }

  synchronized int size() {
    return entries.size();
  }
}
