package dev.chaperone.proxy.mask.detect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JSON Web Tokens: two or three parts in base64url, the first of which names an algorithm. */
final class JwtFinder implements Finder {
  private static final String BEGIN = "eyJ";
  private static final int SHORTEST = 30;

  @Override
  public DetectorKind kind() {
    return DetectorKind.JWT;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.hasDot() && clues.hasLetter() && clues.length() >= SHORTEST;
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int end = end(text, at);
      if (end > 0) {
        hits.hit(at, end);
      }
      at = text.indexOf(BEGIN, Math.max(end, at + 1));
    }
  }

  private static int end(String text, int start) {
    if (start > 0 && isPart(text.charAt(start - 1))) {
      return -1;
    }
    int header = part(text, start);
    if (header == text.length() || text.charAt(header) != '.') {
      return -1;
    }
    int payload = part(text, header + 1);
    if (payload - header < 4 || !isHeader(text.substring(start, header))) {
      return -1;
    }
    int end = payload;
    // A signature; an encrypted token has two parts more.
    for (int parts = 0; parts < 3 && end < text.length() && text.charAt(end) == '.'; parts++) {
      end = part(text, end + 1);
    }
    return end - start >= SHORTEST ? end : -1;
  }

  private static int part(String text, int from) {
    int end = from;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return TextEdges.isAlphanumeric(c) || c == '-' || c == '_';
  }

  private static boolean isHeader(String part) {
    try {
      String header = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1);
      return header.startsWith("{\"") && header.endsWith("}") && header.contains("\"alg\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
