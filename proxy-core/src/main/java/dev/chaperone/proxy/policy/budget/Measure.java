package dev.chaperone.proxy.policy.budget;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a budget counts. */
public enum Measure {
  BYTES,
  ROWS,
  SENSITIVE_VALUES;

  /** The name used in policies. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> codes() {
    return Arrays.stream(values()).map(Measure::code).toList();
  }
}
