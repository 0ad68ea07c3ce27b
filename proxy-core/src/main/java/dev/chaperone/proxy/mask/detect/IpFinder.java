package dev.chaperone.proxy.mask.detect;

import java.util.Locale;

/**
 * IP addresses, version 4 and 6, of some host: not loopback, broadcast or unspecified. What could
 * as well be a version number counts only where the column's name speaks of hosts.
 */
final class IpFinder implements Finder {
  private static final int SHORTEST = 7;

  @Override
  public DetectorKind kind() {
    return DetectorKind.IP_ADDRESS;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.hasDot() && clues.digits() >= 4 && clues.length() >= SHORTEST
        || clues.hasColon() && clues.length() >= 4 && (clues.digits() > 0 || clues.hasLetter());
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    int i = 0;
    while (i < text.length()) {
      if (!isPart(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      int colons = 0;
      int dots = 0;
      while (end < text.length() && isPart(text.charAt(end))) {
        colons += text.charAt(end) == ':' ? 1 : 0;
        dots += text.charAt(end) == '.' ? 1 : 0;
        end++;
      }
      if (colons >= 2) {
        six(text, i, end, hits);
      } else if (dots >= 3) {
        four(text, i, end, hint, hits);
      }
      i = end;
    }
  }

  private static boolean isPart(char c) {
    return c == '.' || c == ':' || TextEdges.isDigit(c) || TextEdges.isLetter(c) && isHex(c);
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0;
  }

  /** Four numbers, perhaps with a port or a full stop behind them. */
  private static void four(String text, int from, int to, ColumnHint hint, Hits hits) {
    int start = from;
    while (start < to && !TextEdges.isDigit(text.charAt(start))) {
      if (TextEdges.isLetter(text.charAt(start))) {
        return;
      }
      start++;
    }
    int end = start;
    while (end < to && (TextEdges.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    if (!TextEdges.startsWord(text, start)
        || !TextEdges.endsWord(text, end)
        || start > 0 && "-.".indexOf(text.charAt(start - 1)) >= 0) {
      return;
    }
    String[] parts = text.substring(start, end).split("\\.", -1);
    if (parts.length == 4 && isHost(parts) && !isVersion(text, start, parts, hint)) {
      hits.hit(start, end);
    }
  }

  private static boolean isHost(String[] parts) {
    for (String part : parts) {
      if (part.isEmpty()
          || part.length() > 3
          || part.length() > 1 && part.charAt(0) == '0'
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    int first = Integer.parseInt(parts[0]);
    return first != 0 && first != 127 && first != 255;
  }

  private static boolean isVersion(String text, int start, String[] parts, ColumnHint hint) {
    if (hint.ip()) {
      return false;
    }
    int digits = parts[0].length() + parts[1].length() + parts[2].length() + parts[3].length();
    String before = text.substring(Math.max(0, start - 12), start).toLowerCase(Locale.ROOT);
    return hint.version()
        || digits < 6
        || before.endsWith("v")
        || before.contains("version")
        || before.contains("release")
        || before.endsWith("/");
  }

  private static void six(String text, int from, int to, Hits hits) {
    int end = to;
    while (end > from && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':')) {
      if (text.charAt(end - 1) == ':' && end - 2 >= from && text.charAt(end - 2) == ':') {
        break;
      }
      end--;
    }
    if (TextEdges.startsWord(text, from)
        && TextEdges.endsWord(text, end)
        && isSix(text.substring(from, end))) {
      hits.hit(from, end);
    }
  }

  private static boolean isSix(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return false;
    }
    String[] groups = text.split(":", -1);
    int filled = 0;
    boolean long3 = false;
    boolean digit = false;
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      if (group.isEmpty()) {
        continue;
      }
      if (group.indexOf('.') >= 0) {
        String[] parts = group.split("\\.", -1);
        if (i != groups.length - 1 || parts.length != 4 || !isQuad(parts)) {
          return false;
        }
        filled += 2;
        digit = true;
        continue;
      }
      if (group.length() > 4) {
        return false;
      }
      filled++;
      long3 |= group.length() >= 3;
      digit |= group.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
    boolean single = text.startsWith(":") && !text.startsWith("::");
    // Times, colours, hardware addresses and names in programs have colons too.
    return !single && digit && long3 && (gap >= 0 ? filled < 8 && filled > 1 : filled == 8);
  }

  private static boolean isQuad(String[] parts) {
    for (String part : parts) {
      if (part.isEmpty()
          || part.length() > 3
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }
}
