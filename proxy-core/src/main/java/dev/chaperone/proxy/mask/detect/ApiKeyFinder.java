package dev.chaperone.proxy.mask.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keys and tokens of clouds and services, by the beginning that each kind has. */
final class ApiKeyFinder implements Finder {
  private static final int SHORTEST = 16;
  private static final int FEWEST_DIGITS = 8;
  private static final String HOOK = "https://hooks.slack.com/services/T";

  private enum Alphabet {
    UPPER_DIGITS,
    ALPHANUMERIC,
    HEX,
    /** Alphanumeric and dash, underscore. */
    URL,
    /** The same and dot. */
    DOTTED
  }

  /**
   * A kind of key.
   *
   * @param least characters behind the beginning
   * @param most of them; a longer run is none
   */
  private record Form(String begin, Alphabet alphabet, int least, int most) {}

  private static final List<Form> FORMS =
      List.of(
          // Amazon
          new Form("AKIA", Alphabet.UPPER_DIGITS, 16, 16),
          new Form("ASIA", Alphabet.UPPER_DIGITS, 16, 16),
          // Google
          new Form("AIza", Alphabet.URL, 35, 35),
          new Form("ya29.", Alphabet.DOTTED, 20, 2048),
          new Form("GOCSPX-", Alphabet.URL, 28, 28),
          // GitHub, GitLab
          new Form("ghp_", Alphabet.ALPHANUMERIC, 36, 255),
          new Form("gho_", Alphabet.ALPHANUMERIC, 36, 255),
          new Form("ghu_", Alphabet.ALPHANUMERIC, 36, 255),
          new Form("ghs_", Alphabet.ALPHANUMERIC, 36, 255),
          new Form("ghr_", Alphabet.ALPHANUMERIC, 36, 255),
          new Form("github_pat_", Alphabet.URL, 50, 255),
          new Form("glpat-", Alphabet.DOTTED, 20, 300),
          // Slack
          new Form("xoxb-", Alphabet.URL, 20, 255),
          new Form("xoxp-", Alphabet.URL, 20, 255),
          new Form("xoxa-", Alphabet.URL, 20, 255),
          new Form("xoxr-", Alphabet.URL, 20, 255),
          new Form("xoxs-", Alphabet.URL, 20, 255),
          new Form("xapp-", Alphabet.URL, 20, 255),
          // Stripe
          new Form("sk_live_", Alphabet.ALPHANUMERIC, 20, 255),
          new Form("sk_test_", Alphabet.ALPHANUMERIC, 20, 255),
          new Form("rk_live_", Alphabet.ALPHANUMERIC, 20, 255),
          new Form("rk_test_", Alphabet.ALPHANUMERIC, 20, 255),
          new Form("whsec_", Alphabet.ALPHANUMERIC, 24, 255),
          // Models
          new Form("sk-proj-", Alphabet.URL, 20, 255),
          new Form("sk-ant-", Alphabet.URL, 20, 255),
          new Form("hf_", Alphabet.ALPHANUMERIC, 34, 40),
          // Others
          new Form("SG.", Alphabet.DOTTED, 60, 80),
          new Form("npm_", Alphabet.ALPHANUMERIC, 36, 36),
          new Form("pypi-", Alphabet.URL, 80, 300),
          new Form("dop_v1_", Alphabet.HEX, 64, 64),
          new Form("shpat_", Alphabet.HEX, 32, 32),
          new Form("shpss_", Alphabet.HEX, 32, 32),
          new Form("key-", Alphabet.HEX, 32, 32),
          new Form("dapi", Alphabet.HEX, 32, 32));

  private static final List<List<Form>> BY_FIRST = byFirst();

  private static final boolean[] BEGINS = begins();

  private static boolean[] begins() {
    boolean[] begins = new boolean[128];
    for (int c = 0; c < 128; c++) {
      begins[c] = c == HOOK.charAt(0) || !BY_FIRST.get(c).isEmpty();
    }
    return begins;
  }

  private static List<List<Form>> byFirst() {
    List<List<Form>> table = new ArrayList<>();
    for (int c = 0; c < 128; c++) {
      char first = (char) c;
      table.add(FORMS.stream().filter(form -> form.begin().charAt(0) == first).toList());
    }
    return List.copyOf(table);
  }

  @Override
  public DetectorKind kind() {
    return DetectorKind.API_KEY;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    // Behind most beginnings stands a mark; the others are full of digits or begin large.
    return clues.length() >= SHORTEST
        && clues.hasLetter()
        && (clues.hasUnderscore()
            || clues.hasDash()
            || clues.hasDot()
            || clues.hasUpper()
            || clues.digits() >= FEWEST_DIGITS);
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    int i = 0;
    while (i + SHORTEST <= text.length()) {
      char c = text.charAt(i);
      boolean begins = c < 128 && BEGINS[c] && startsKey(text, i);
      int end = begins ? end(text, i, c) : -1;
      if (end > 0) {
        hits.hit(i, end);
        i = end;
      } else {
        i++;
      }
    }
  }

  private static boolean startsKey(String text, int at) {
    return TextEdges.startsWord(text, at) && (at == 0 || text.charAt(at - 1) != '-');
  }

  private static int end(String text, int at, char first) {
    for (Form form : BY_FIRST.get(first)) {
      if (text.startsWith(form.begin(), at)) {
        int from = at + form.begin().length();
        int end = from;
        while (end < text.length() && isOf(form.alphabet(), text.charAt(end))) {
          end++;
        }
        if (text.charAt(end - 1) == '.') {
          end--;
        }
        int length = end - from;
        if (length >= form.least()
            && length <= form.most()
            && TextEdges.endsWord(text, end)
            && isSecret(text.substring(from, end))) {
          return end;
        }
      }
    }
    return first == 'h' && text.startsWith(HOOK, at) ? hookEnd(text, at) : -1;
  }

  private static int hookEnd(String text, int at) {
    int end = at + HOOK.length();
    int slashes = 0;
    while (end < text.length()
        && (TextEdges.isAlphanumeric(text.charAt(end)) || text.charAt(end) == '/')) {
      slashes += text.charAt(end) == '/' ? 1 : 0;
      end++;
    }
    return slashes == 2 ? end : -1;
  }

  private static boolean isOf(Alphabet alphabet, char c) {
    return switch (alphabet) {
      case UPPER_DIGITS -> TextEdges.isUpper(c) || TextEdges.isDigit(c);
      case ALPHANUMERIC -> TextEdges.isAlphanumeric(c);
      case HEX -> TextEdges.isDigit(c) || c >= 'a' && c <= 'f';
      case URL -> TextEdges.isAlphanumeric(c) || c == '-' || c == '_';
      case DOTTED -> TextEdges.isAlphanumeric(c) || c == '-' || c == '_' || c == '.';
    };
  }

  /** Not what stands in instructions: one character over and over, or the word example. */
  private static boolean isSecret(String text) {
    boolean[] seen = new boolean[128];
    int different = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!seen[c]) {
        seen[c] = true;
        different++;
      }
    }
    return different >= 6 && !text.toUpperCase(Locale.ROOT).contains("EXAMPLE");
  }
}
