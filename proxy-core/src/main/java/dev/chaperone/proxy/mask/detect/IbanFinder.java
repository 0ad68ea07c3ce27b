package dev.chaperone.proxy.mask.detect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** International bank account numbers: a country's length and the right check digits. */
final class IbanFinder implements Finder {
  private static final int SHORTEST = 15;
  private static final int GROUP = 4;
  private static final Map<String, Integer> LENGTHS =
      lengths(
          "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22"
              + " DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28"
              + " HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21"
              + " LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29"
              + " PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23"
              + " TN24 TR26 UA29 VA22 VG24 XK20 YE30");

  private static Map<String, Integer> lengths(String table) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : table.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }

  @Override
  public DetectorKind kind() {
    return DetectorKind.IBAN;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.hasLetter() && clues.digits() >= 8 && clues.length() >= SHORTEST;
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    for (int i = 0; i + SHORTEST <= text.length(); i++) {
      if (TextEdges.isLetter(text.charAt(i))
          && TextEdges.isDigit(text.charAt(i + 2))
          && TextEdges.isDigit(text.charAt(i + 3))
          && TextEdges.startsWord(text, i)) {
        int end = end(text, i);
        if (end > 0) {
          hits.hit(i, end);
          i = end - 1;
        }
      }
    }
  }

  /** Behind the number that begins here; -1 if none does. */
  private static int end(String text, int start) {
    boolean upper = TextEdges.isUpper(text.charAt(start));
    String country = text.substring(start, start + 2);
    Integer length = LENGTHS.get(upper ? country : country.toUpperCase(Locale.ROOT));
    if (length == null) {
      return -1;
    }
    StringBuilder number = new StringBuilder(length);
    int i = start;
    while (i < text.length() && number.length() < length) {
      char c = text.charAt(i);
      boolean gap = (c == ' ' || c == '-') && number.length() % GROUP == 0 && i > start;
      if (!gap) {
        if (!TextEdges.isDigit(c) && !(TextEdges.isLetter(c) && TextEdges.isUpper(c) == upper)) {
          return -1;
        }
        number.append(c);
      } else if (text.charAt(i - 1) == c) {
        return -1;
      }
      i++;
    }
    // In small letters only if nothing else stands there: a hash may begin like one.
    boolean alone = upper ? TextEdges.endsWord(text, i) : start == 0 && i == text.length();
    return number.length() == length && alone && isValid(number) ? i : -1;
  }

  private static boolean isValid(StringBuilder number) {
    int rest = 0;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt((i + GROUP) % number.length());
      rest =
          TextEdges.isDigit(c)
              ? (rest * 10 + c - '0') % 97
              : (rest * 100 + Character.getNumericValue(c)) % 97;
    }
    return rest == 1;
  }
}
