package dev.chaperone.proxy.approval.job;

import dev.chaperone.recordings.frame.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Digests of SQL by which envelopes and grants know it, from the pieces a lexer cut it into:
 * comments and white space do not count.
 */
public final class SqlShape {

  /** What a piece of SQL is. */
  public enum Kind {
    STRING,
    NUMBER,
    /** Anything else: words, names, parameters, symbols. */
    OTHER
  }

  /** A token. */
  public record Piece(Kind kind, String text) {}

  private SqlShape() {}

  /** Of the SQL as it is. */
  public static String exact(List<Piece> pieces) {
    return digest("exact", pieces, false);
  }

  /**
   * Of the SQL's shape, for grants.
   *
   * @param plainRead nothing but SELECT, without functions that take SQL, addresses or models as
   *     text. Of anything else the literals stay: where an export goes to is a literal
   */
  public static String fingerprint(List<Piece> pieces, boolean plainRead) {
    return plainRead ? digest("shape", pieces, true) : digest("exact-shape", pieces, false);
  }

  private static String digest(String form, List<Piece> pieces, boolean abstracted) {
    MessageDigest sha = Digest.newSha256();
    add(sha, form);
    String before = "";
    for (Piece piece : pieces) {
      boolean kept = !abstracted || piece.kind() == Kind.OTHER || isNoDetail(piece, before);
      add(sha, piece.kind().name());
      add(sha, kept ? piece.text() : "");
      before = piece.text().toUpperCase(Locale.ROOT);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** How many rows leave counts, and what is picked out of a value: by a path, or a subscript. */
  private static boolean isNoDetail(Piece literal, String before) {
    return before.equals("LIMIT")
        || before.equals("OFFSET")
        || literal.kind() == Kind.STRING && (before.equals("[") || literal.text().contains("$"));
  }

  /** With its length, so that no two sequences of pieces read the same. */
  private static void add(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
    sha.update((byte) ':');
    sha.update(bytes);
  }
}
