package dev.chaperone.proxy.mask.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Objects;

/**
 * Telephone numbers that exist by their country's plan. With {@code +} in front anywhere; without,
 * in the groups of North America, or in whatever groups where the column's name speaks of phones.
 * Not in columns of other numbers, unless with {@code +}.
 */
final class PhoneFinder implements Finder {
  private static final int FEWEST = 7;
  private static final int MOST = 15;
  private static final int GROUPED = 10;

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final String region;

  /**
   * With a region whose numbers may stand without a country's code.
   *
   * @param region in ISO 3166, such as {@code US}
   */
  PhoneFinder(String region) {
    this.region = Objects.requireNonNull(region);
  }

  @Override
  public DetectorKind kind() {
    return DetectorKind.PHONE;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    if (clues.digits() < FEWEST) {
      return false;
    }
    return hint.phone() || clues.hasPlus() || clues.digits() >= GROUPED && !hint.number();
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!TextEdges.isDigit(c) && c != '+' && c != '(') {
        i++;
        continue;
      }
      int end = i + 1;
      int digits = TextEdges.isDigit(c) ? 1 : 0;
      int last = i;
      while (end < text.length() && isPart(text, end)) {
        if (TextEdges.isDigit(text.charAt(end))) {
          digits++;
          last = end;
        }
        end++;
      }
      int behind = last + 1;
      if (digits >= FEWEST
          && digits <= MOST
          && TextEdges.standsAlone(text, i, behind)
          && isPhone(text, i, behind, digits, hint)) {
        hits.hit(i, behind);
      }
      i = Math.max(end, i + 1);
    }
  }

  private static boolean isPart(String text, int at) {
    char c = text.charAt(at);
    char before = text.charAt(at - 1);
    boolean mark = c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
    // Two marks in a row are only a bracket and a space, or the dash behind a bracket.
    boolean markBefore = !TextEdges.isDigit(before) && before != ')' && before != '+';
    return TextEdges.isDigit(c) || mark && (!markBefore || c == '(' && before == ' ');
  }

  private boolean isPhone(String text, int start, int end, int digits, ColumnHint hint) {
    String number = text.substring(start, end);
    if (number.charAt(0) == '+') {
      return isValid(number);
    }
    boolean named = hint.phone();
    if (number.startsWith("00") && named) {
      return isValid("+" + number.substring(2));
    }
    if (hint.number() && !named || !named && !isGrouped(number, digits)) {
      return false;
    }
    // A column of phones from all over the world tells its countries elsewhere, or not at all.
    boolean alone = named && !hint.number() && text.strip().length() == end - start;
    return alone || isValid(number);
  }

  /** {@code (415) 555-2671}, {@code 415-555-2671}, {@code 1.415.555.2671}. */
  private static boolean isGrouped(String number, int digits) {
    if (digits != GROUPED && digits != GROUPED + 1) {
      return false;
    }
    String shape = number.replaceAll("[0-9]", "0");
    return switch (digits == GROUPED ? shape : shape.replaceFirst("^0[ .-]", "")) {
      case "(000) 000-0000", "(000)000-0000", "(000) 000 0000", "000-000-0000", "000.000.0000" ->
          true;
      default -> false;
    };
  }

  private boolean isValid(String number) {
    try {
      return numbers.isValidNumber(numbers.parse(number, region));
    } catch (NumberParseException e) {
      return false;
    }
  }
}
