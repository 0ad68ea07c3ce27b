package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.Blob;
import java.io.ByteArrayOutputStream;

/** The beginning of a body, as much as anybody reads, and the length of all of it. */
final class BodyBeginning {
  private static final int MOST = 64 * 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long total;
  private int written = -1;
  private String text = "";

  void add(Blob piece) {
    total += piece.length();
    int room = MOST - kept.size();
    if (room > 0) {
      kept.write(piece.toArray(), 0, Math.min(room, piece.length()));
    }
  }

  long total() {
    return total;
  }

  boolean isShortened() {
    return total > kept.size();
  }

  /** Readable; made again only if more has come. */
  String text() {
    if (written != kept.size()) {
      written = kept.size();
      text = BodyText.of(kept.toByteArray(), !isShortened());
    }
    return text;
  }
}
