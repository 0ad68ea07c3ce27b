package dev.chaperone.proxy.sql.analysis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers, by digest, the texts that cost a worker its life. */
final class Killers {
  private static final int MOST = 10_000;

  private static final int LATE = 1;
  private static final int KILLER = 2;

  private final Map<String, Integer> digests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(String sql) {
    Integer unused = digests.put(digest(sql), KILLER);
  }

  /** Whether that makes it a killer: the first time it may have been the machine. */
  synchronized boolean addLate(String sql) {
    return digests.merge(digest(sql), LATE, Integer::sum) >= KILLER;
  }

  synchronized boolean contains(String sql) {
    return !digests.isEmpty() && digests.getOrDefault(digest(sql), 0) >= KILLER;
  }

  synchronized int size() {
    return digests.size();
  }

  static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
