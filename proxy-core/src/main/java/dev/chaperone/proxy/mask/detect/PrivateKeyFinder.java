package dev.chaperone.proxy.mask.detect;

/** Private keys in PEM, OpenSSH's, PGP's and PuTTY's form, to their end or the text's. */
final class PrivateKeyFinder implements Finder {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String PUTTY = "PuTTY-User-Key-File-";
  private static final int LONGEST_LABEL = 40;

  @Override
  public DetectorKind kind() {
    return DetectorKind.PRIVATE_KEY;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.hasDash() && clues.hasLetter() && clues.length() >= PUTTY.length();
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    int putty = text.indexOf(PUTTY);
    if (putty >= 0 && text.indexOf("Private-Lines:", putty) > 0) {
      hits.hit(putty, text.length());
      return;
    }
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int label = at + BEGIN.length();
      int dashes = text.indexOf(DASHES, label);
      int next = label;
      if (dashes > 0
          && dashes - label <= LONGEST_LABEL
          && text.substring(label, dashes).contains("PRIVATE KEY")) {
        next = end(text, dashes + DASHES.length());
        hits.hit(at, next);
      }
      at = text.indexOf(BEGIN, next);
    }
  }

  private static int end(String text, int from) {
    int end = text.indexOf(END, from);
    int dashes = end < 0 ? -1 : text.indexOf(DASHES, end + END.length());
    return dashes < 0 ? text.length() : dashes + DASHES.length();
  }
}
