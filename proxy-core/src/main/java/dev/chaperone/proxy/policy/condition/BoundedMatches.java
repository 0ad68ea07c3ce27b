package dev.chaperone.proxy.policy.condition;

import com.google.re2j.Pattern;
import dev.cel.runtime.CelFunctionBinding;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code matches()} in linear time (RE2/J), its patterns compiled once and its work metered. */
final class BoundedMatches {
  /** Instructions; a search costs at most this times the text's length. */
  static final int MAX_PROGRAM = 1_000;

  private static final int MAX_KEPT = 1_000;
  private static final int CHARACTERS_PER_STEP = 16;
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private BoundedMatches() {}

  static Set<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        "matches",
        CelFunctionBinding.from("matches", String.class, String.class, BoundedMatches::matches),
        CelFunctionBinding.from(
            "matches_string", String.class, String.class, BoundedMatches::matches));
  }

  static Pattern compile(String regex) {
    Pattern kept = COMPILED.get(regex);
    if (kept != null) {
      return kept;
    }
    Pattern pattern = Pattern.compile(regex);
    if (pattern.programSize() > MAX_PROGRAM) {
      throw new IllegalArgumentException("the pattern is too large");
    }
    if (COMPILED.size() < MAX_KEPT) {
      COMPILED.put(regex, pattern);
    }
    return pattern;
  }

  private static boolean matches(String text, String regex) {
    Pattern pattern = compile(regex);
    long cost = (long) text.length() * Math.max(1, pattern.programSize() / 16);
    Condition.METER
        .get()
        .step((int) Math.min(Integer.MAX_VALUE / 2, 1 + cost / CHARACTERS_PER_STEP));
    return pattern.matcher(text).find();
  }
}
