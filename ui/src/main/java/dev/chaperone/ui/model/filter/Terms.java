package dev.chaperone.ui.model.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Splits a filter text into its terms. */
final class Terms {
  private Terms() {}

  /**
   * One term.
   *
   * @param from its first character in the text, the minus included
   * @param to the character after its last
   * @param key {@code ""} for a word
   * @param valueFrom where the value begins
   */
  record Term(int from, int to, boolean negated, String key, String value, int valueFrom) {}

  /** A text that is no list of terms. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int from;
    private final int to;

    Fault(int from, int to, String message) {
      super(message);
      this.from = from;
      this.to = to;
    }

    FilterResult.Faulty result() {
      return new FilterResult.Faulty(from, to, String.valueOf(getMessage()));
    }
  }

  static List<Term> of(String text) throws Fault {
    List<Term> terms = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        Term term = term(text, at);
        terms.add(term);
        at = term.to();
      }
    }
    return terms;
  }

  private static Term term(String text, int from) throws Fault {
    int at = from;
    boolean negated = text.charAt(at) == '-';
    if (negated) {
      at++;
    }
    Optional<String> key = keyAt(text, at);
    if (key.isPresent()) {
      at += key.get().length() + 1;
    }
    int end = valueEnd(text, at);
    boolean quoted = at < end && text.charAt(at) == '"';
    String value = quoted ? text.substring(at + 1, end - 1) : text.substring(at, end);
    if (value.isEmpty()) {
      throw new Fault(from, Math.max(end, from + 1), missing(negated, key));
    }
    return new Term(from, end, negated, key.orElse(""), value, at);
  }

  private static String missing(boolean negated, Optional<String> key) {
    return key.map(k -> "After " + k + ": comes what to look for.")
        .orElse(
            negated
                ? "After the minus comes what to leave out."
                : "Between the quotes comes what to look for.");
  }

  /** Letters before a colon; anything else is part of a word. */
  private static Optional<String> keyAt(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return at > from && at < text.length() && text.charAt(at) == ':'
        ? Optional.of(text.substring(from, at).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static int valueEnd(String text, int from) throws Fault {
    if (from < text.length() && text.charAt(from) == '"') {
      int close = text.indexOf('"', from + 1);
      if (close < 0) {
        throw new Fault(from, text.length(), "The quotes are not closed; add a \" at the end.");
      }
      return close + 1;
    }
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
