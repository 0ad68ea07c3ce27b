package dev.chaperone.proxy.mask;

import java.util.Optional;

/** What is shown of texts. */
final class TextMasks {
  private static final int FEWEST_CHARACTERS = 8;
  private static final int LONGEST_DOMAIN = 255;

  private TextMasks() {}

  /** Empty for a text so short that its end would be half of it or more. */
  static Optional<String> lastFour(String text) {
    if (text.codePointCount(0, text.length()) < FEWEST_CHARACTERS) {
      return Optional.empty();
    }
    return Optional.of("****" + text.substring(text.offsetByCodePoints(text.length(), -4)));
  }

  /** Empty for all that is not one e-mail address. */
  static Optional<String> partialEmail(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at != text.lastIndexOf('@') || !isDomain(text.substring(at + 1))) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    for (int i = 0; i < at; i++) {
      if (local.charAt(i) <= ' ' || ",;<\"".indexOf(local.charAt(i)) >= 0) {
        return Optional.empty();
      }
    }
    // Of "a@b.c" or "ab@b.c" one character would be too much.
    boolean shown = local.codePointCount(0, local.length()) > 2;
    String first = shown ? local.substring(0, local.offsetByCodePoints(0, 1)) : "";
    return Optional.of(first + "***" + text.substring(at));
  }

  private static boolean isDomain(String text) {
    int dot = text.lastIndexOf('.');
    if (text.length() > LONGEST_DOMAIN
        || dot < 1
        || dot == text.length() - 1
        || text.charAt(0) == '.'
        || text.contains("..")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean usual = c >= 'a' && c <= 'z' || c == '.' || c == '-';
      if (!usual && !Character.isLetterOrDigit(c)) {
        return false;
      }
    }
    return true;
  }
}
