package dev.chaperone.proxy.mask.detect;

import java.util.Locale;
import java.util.Set;

/** E-mail addresses, also with letters beyond ASCII; no quoted names. */
final class EmailFinder implements Finder {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final int SHORTEST = 6;

  /** Endings of files that are no top-level domains: {@code icon@2x.png}. */
  private static final Set<String> FILES =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "ico", "css", "scss", "js", "mjs",
          "ts", "tsx", "jsx", "json", "html", "htm", "xml", "yaml", "yml", "pdf", "txt", "csv",
          "gz", "tar", "tgz", "exe", "dll", "jar", "mp4", "avif", "woff", "ttf", "log", "sql");

  @Override
  public DetectorKind kind() {
    return DetectorKind.EMAIL;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.hasAt() && clues.hasDot() && clues.length() >= SHORTEST;
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    int done = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = start(text, at, done);
      int end = end(text, at);
      if (isLocal(text, start, at)
          && isDomain(text, at + 1, end)
          && !isPath(text, start, at, end)) {
        hits.hit(start, end);
        done = end;
      }
    }
  }

  private static int start(String text, int at, int from) {
    int start = at;
    while (start > from && isLocal(text.charAt(start - 1)) && at - start <= LONGEST_LOCAL) {
      start--;
    }
    while (start < at && !TextEdges.isWord(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int end(String text, int at) {
    int end = at + 1;
    while (end < text.length() && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isLocal(char c) {
    // The others that may stand in a name separate it from something far more often.
    return TextEdges.isWord(c) || ".'+-%~".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return c == '.' || c == '-' || c != '_' && TextEdges.isWord(c);
  }

  private static boolean isLocal(String text, int start, int end) {
    return start < end
        && end - start <= LONGEST_LOCAL
        && text.charAt(end - 1) != '.'
        && !text.substring(start, end).contains("..");
  }

  private static boolean isDomain(String text, int start, int end) {
    String domain = text.substring(start, end);
    int dot = domain.lastIndexOf('.');
    if (dot < 1 || domain.length() > LONGEST_DOMAIN || domain.charAt(0) == '.') {
      return false;
    }
    for (String label : domain.split("\\.", -1)) {
      if (label.isEmpty() || label.startsWith("-") || label.endsWith("-")) {
        return false;
      }
    }
    String top = domain.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean letters = top.startsWith("xn--") || top.chars().allMatch(Character::isLetter);
    return letters && top.length() >= 2 && top.length() <= 24 && !FILES.contains(top);
  }

  /** {@code git@host.example:team/project}. */
  private static boolean isPath(String text, int start, int at, int end) {
    return end < text.length()
        && text.charAt(end) == ':'
        && text.substring(start, at).equals("git");
  }
}
