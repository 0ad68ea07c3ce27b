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

  private final Map<String, String> digests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(String sql, String why) {
    digests.put(digest(sql), why);
  }

  synchronized boolean contains(String sql) {
    return !digests.isEmpty() && digests.containsKey(digest(sql));
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
