package dev.chaperone.proxy.surface;

/** Text that came from an agent, made fit to stand in a message: short and printable. */
final class Shown {
  private static final int MAX = 120;

  private Shown() {}

  static String text(String raw) {
    StringBuilder shown = new StringBuilder(Math.min(raw.length(), MAX) + 3);
    for (int i = 0; i < raw.length() && i < MAX; i++) {
      char c = raw.charAt(i);
      shown.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return raw.length() > MAX ? shown.append("...").toString() : shown.toString();
  }
}
