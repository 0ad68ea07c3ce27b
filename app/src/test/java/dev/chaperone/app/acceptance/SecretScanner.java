package dev.chaperone.app.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for known secrets in bytes, in every form of {@link SecretForms}, also with line breaks
 * between, and inside whatever is compressed in them.
 */
final class SecretScanner {
  private static final int KEY = 4;
  private static final int DEEPEST = 4;

  /** One secret found somewhere. */
  record Find(String secret, String form, String where) {}

  private record Pattern(String secret, String form, byte[] bytes) {}

  private final Map<Integer, List<Pattern>> byBeginning = new HashMap<>();
  // Most places of most files are ruled out by two bytes.
  private final BitSet beginnings = new BitSet(1 << 16);
  private final Set<Find> found = new LinkedHashSet<>();
  private long scanned;

  /**
   * @param secrets by name, at least 12 bytes each: shorter ones turn up by chance
   */
  SecretScanner(Map<String, byte[]> secrets) {
    secrets.forEach(
        (name, secret) -> {
          if (secret.length < 12) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
          }
          SecretForms.of(secret).forEach((form, bytes) -> add(new Pattern(name, form, bytes)));
        });
  }

  private void add(Pattern pattern) {
    byBeginning.computeIfAbsent(key(pattern.bytes, 0), k -> new ArrayList<>()).add(pattern);
    beginnings.set(two(pattern.bytes, 0));
  }

  private static int two(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static int key(byte[] bytes, int at) {
    return two(bytes, at) << 16 | two(bytes, at + 2);
  }

  void scan(String where, String text) {
    scan(where, text.getBytes(StandardCharsets.UTF_8));
  }

  void scan(String where, byte[] bytes) {
    scan(where, bytes, 0);
  }

  private void scan(String where, byte[] bytes, int depth) {
    scanned += bytes.length;
    search(where, bytes);
    byte[] joined = withoutLineBreaks(bytes);
    if (joined.length < bytes.length) {
      search(where + " (lines joined)", joined);
    }
    if (depth < DEEPEST) {
      Compressed.each(bytes, (name, inner) -> scan(where + " > " + name, inner, depth + 1));
    }
  }

  private void search(String where, byte[] bytes) {
    for (int at = 0; at <= bytes.length - KEY; at++) {
      if (beginnings.get(two(bytes, at))) {
        for (Pattern pattern : byBeginning.getOrDefault(key(bytes, at), List.of())) {
          int end = at + pattern.bytes.length;
          if (end <= bytes.length
              && Arrays.equals(bytes, at, end, pattern.bytes, 0, pattern.bytes.length)) {
            found.add(new Find(pattern.secret, pattern.form, where));
          }
        }
      }
    }
  }

  /** PEM and MIME break base64 into lines; in JSON the breaks are escaped. */
  private static byte[] withoutLineBreaks(byte[] bytes) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      byte b = bytes[at];
      if (b == '\\' && at + 1 < bytes.length && (bytes[at + 1] == 'n' || bytes[at + 1] == 'r')) {
        at++;
      } else if (b != '\n' && b != '\r') {
        joined.write(b);
      }
    }
    return joined.toByteArray();
  }

  /** Everything found so far. */
  Set<Find> found() {
    return found;
  }

  /** Bytes looked through, unpacked ones included. */
  long scanned() {
    return scanned;
  }
}
