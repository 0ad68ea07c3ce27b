package dev.chaperone.proxy.mask.detect;

import java.util.Set;

/** US social security numbers; without dashes or spaces only in columns whose name says so. */
final class SsnFinder implements Finder {
  private static final int DIGITS = 9;
  private static final int FORMATTED = 11;

  /** Printed on sample cards and in advertisements; belong to nobody. */
  private static final Set<String> VOID = Set.of("078051120", "219099999", "123456789");

  @Override
  public DetectorKind kind() {
    return DetectorKind.US_SSN;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.digits() >= DIGITS && clues.length() >= (hint.ssn() ? DIGITS : FORMATTED);
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    for (int i = 0; i + DIGITS <= text.length(); i++) {
      if (!TextEdges.isDigit(text.charAt(i))) {
        continue;
      }
      int end = formatted(text, i);
      if (end < 0 && hint.ssn()) {
        end = bare(text, i);
      }
      if (end > 0 && TextEdges.standsAlone(text, i, end)) {
        hits.hit(i, end);
        i = end - 1;
      } else {
        while (i + 1 < text.length() && TextEdges.isDigit(text.charAt(i + 1))) {
          i++;
        }
      }
    }
  }

  private static int formatted(String text, int at) {
    if (at + FORMATTED > text.length()) {
      return -1;
    }
    char mark = text.charAt(at + 3);
    if (mark != '-' && mark != ' ' || text.charAt(at + 6) != mark) {
      return -1;
    }
    String digits =
        text.substring(at, at + 3)
            + text.substring(at + 4, at + 6)
            + text.substring(at + 7, at + 11);
    return isValid(digits) ? at + FORMATTED : -1;
  }

  private static int bare(String text, int at) {
    return isValid(text.substring(at, at + DIGITS)) ? at + DIGITS : -1;
  }

  private static boolean isValid(String digits) {
    return digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && !digits.startsWith("000")
        && !digits.startsWith("666")
        && digits.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000")
        && !VOID.contains(digits);
  }
}
