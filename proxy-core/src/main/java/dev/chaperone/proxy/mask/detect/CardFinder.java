package dev.chaperone.proxy.mask.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of payment cards: of an issuer's range and length, with the right check digit, in one
 * piece or in the groups that are printed on cards. In columns of other numbers only in groups: one
 * of ten order numbers has the right check digit too.
 */
final class CardFinder implements Finder {
  private static final int FEWEST = 12;
  private static final int MOST = 19;
  private static final int GROUP = 4;

  private static final List<List<Integer>> GROUPS =
      List.of(
          List.of(4, 4, 4, 4, 3),
          List.of(4, 4, 4, 4),
          List.of(4, 6, 5),
          List.of(4, 6, 4),
          List.of(4, 4, 5));

  /** Digits without a mark between them. */
  private record Run(int start, int end) {
    int length() {
      return end - start;
    }
  }

  @Override
  public DetectorKind kind() {
    return DetectorKind.CREDIT_CARD;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.digits() >= FEWEST;
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    List<Run> runs = runs(text);
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      int end = 0;
      int used = 1;
      if (run.length() >= FEWEST && (hint.card() || !hint.number())) {
        end = isCard(text.substring(run.start(), run.end())) ? run.end() : 0;
      } else if (run.length() == GROUP) {
        for (List<Integer> groups : GROUPS) {
          if (end == 0 && isGrouped(text, runs, i, groups)) {
            used = groups.size();
            end = runs.get(i + used - 1).end();
          }
        }
      }
      if (end > 0 && TextEdges.standsAlone(text, run.start(), end)) {
        hits.hit(run.start(), end);
        i += used - 1;
      }
    }
  }

  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (TextEdges.isDigit(text.charAt(i))) {
        int start = i;
        while (i < text.length() && TextEdges.isDigit(text.charAt(i))) {
          i++;
        }
        runs.add(new Run(start, i));
      }
    }
    return runs;
  }

  private static boolean isGrouped(String text, List<Run> runs, int first, List<Integer> groups) {
    if (first + groups.size() > runs.size()) {
      return false;
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < groups.size(); i++) {
      Run run = runs.get(first + i);
      if (run.length() != groups.get(i) || i > 0 && !isMark(text, runs, first, i)) {
        return false;
      }
      digits.append(text, run.start(), run.end());
    }
    return isCard(digits.toString());
  }

  /** One space or dash, the same between all groups. */
  private static boolean isMark(String text, List<Run> runs, int first, int i) {
    int at = runs.get(first + i - 1).end();
    char mark = text.charAt(at);
    return runs.get(first + i).start() == at + 1
        && (mark == ' ' || mark == '-')
        && mark == text.charAt(runs.get(first).end());
  }

  static boolean isCard(String digits) {
    return digits.length() <= MOST
        && digits.length() >= FEWEST
        && isIssued(digits)
        && hasCheckDigit(digits);
  }

  private static boolean isIssued(String digits) {
    int length = digits.length();
    int two = Integer.parseInt(digits.substring(0, 2));
    int three = Integer.parseInt(digits.substring(0, 3));
    int four = Integer.parseInt(digits.substring(0, 4));
    boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
    boolean mastercard = (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) && length == 16;
    boolean amex = (two == 34 || two == 37) && length == 15;
    boolean discover = (four == 6011 || three >= 644 && three <= 649 || two == 65) && length >= 16;
    boolean diners =
        (three >= 300 && three <= 305 || three == 309 || two == 36 || two == 38 || two == 39)
            && length == 14;
    boolean jcb = four >= 3528 && four <= 3589 && length >= 16;
    boolean unionPay = two == 62 && length >= 16;
    boolean mir = four >= 2200 && four <= 2204 && length >= 16;
    boolean maestro =
        switch (four) {
          case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
          default -> false;
        };
    return visa || mastercard || amex || discover || diners || jcb || unionPay || mir || maestro;
  }

  /** Luhn's. */
  private static boolean hasCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = digit * 2;
      sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }
}
