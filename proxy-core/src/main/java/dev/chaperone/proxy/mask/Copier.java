package dev.chaperone.proxy.mask;

import java.util.Optional;

/**
 * Copies input to output in whole ranges, with other values in place of some. A value whose fate is
 * open is only marked while it lies within one piece of input; beyond that it is kept if it is
 * needed, up to a bound. What belongs to a row that has not ended is withheld, up to a bound. One
 * thread.
 */
final class Copier {
  private static final int LONGEST_ROW = 1 << 20;
  private static final int NONE = -1;

  private final MaskOutput out;
  private final Withheld withheld = new Withheld();

  // What stands from there on in this piece of input is copied, unless a fate is open.
  private int copyFrom;
  private long written;
  private long rowBegin;

  // The value whose fate is open: in contexts of this depth, NONE if there is no such value.
  private int depth = NONE;
  private Fate fate = new NoFate();
  private int start;
  private byte first;
  private int limit;
  private boolean parted;
  private Optional<byte[]> decided = Optional.empty();

  Copier(MaskOutput out) {
    this.out = out;
  }

  void pieceBegins(int from) {
    copyFrom = from;
  }

  void pieceEnds(byte[] b, int from, int to, boolean inRow) throws MaskingException {
    if (depth == NONE) {
      copy(b, copyFrom, to);
    } else {
      int begin = parted ? from : start;
      if (!parted) {
        copy(b, copyFrom, begin);
      }
      keep(b, begin, to);
    }
    long ofRow = inRow ? written - rowBegin : 0;
    out.releaseBut(ofRow > LONGEST_ROW ? 0 : (int) ofRow);
  }

  /** All that comes before this place may go; it begins or ends a row. */
  void rowBorder(int i) {
    rowBegin = written + i - copyFrom;
  }

  /** A whole value within this piece of input is replaced. */
  void replace(byte[] b, int valueStart, byte[] json, int valueEnd) {
    copy(b, copyFrom, valueStart);
    copy(json, 0, json.length);
    copyFrom = valueEnd;
  }

  /**
   * A value begins whose fate is open.
   *
   * @param atDepth of the contexts around it
   * @param most bytes that are kept of it; 0 if it is not needed
   */
  void withhold(Fate what, int atDepth, byte[] b, int i, int most) {
    fate = what;
    depth = atDepth;
    start = i;
    first = b[i];
    limit = most;
    parted = false;
    decided = Optional.empty();
    withheld.clear();
  }

  /** A value ends in contexts of this depth. */
  void valueEnds(int atDepth, byte[] b, int end) throws MaskingException {
    if (depth == atDepth) {
      release(b, end);
    }
  }

  private void release(byte[] b, int end) throws MaskingException {
    if (!parted) {
      Optional<byte[]> instead =
          limit > 0 && end - start > limit ? fate.tooLong() : fate.instead(first, b, start, end);
      if (instead.isPresent()) {
        replace(b, start, instead.get(), end);
      }
      depth = NONE;
      return;
    }
    int from = copyFrom;
    copyFrom = end;
    keep(b, from, end);
    if (depth == NONE) {
      return; // it was too long, and stays
    }
    depth = NONE;
    Optional<byte[]> instead =
        decided.isPresent() ? decided : fate.instead(first, withheld.bytes(), 0, withheld.size());
    if (instead.isPresent()) {
      copy(instead.get(), 0, instead.get().length);
    } else {
      copy(withheld.bytes(), 0, withheld.size());
    }
    withheld.clear();
  }

  /** A stretch of the value whose fate is open is about to go out of reach. */
  private void keep(byte[] b, int from, int to) throws MaskingException {
    parted = true;
    if (limit == 0 || decided.isPresent()) {
      return;
    }
    if (to - from <= limit - withheld.size()) {
      withheld.add(b, from, to, limit);
      return;
    }
    decided = fate.tooLong();
    if (decided.isEmpty()) {
      copy(withheld.bytes(), 0, withheld.size());
      copy(b, from, to);
      depth = NONE;
    }
    withheld.clear();
  }

  private void copy(byte[] b, int from, int to) {
    out.write(b, from, to - from);
    written += to - from;
  }

  private static final class NoFate implements Fate {
    @Override
    public Optional<byte[]> instead(byte first, byte[] value, int from, int to) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> tooLong() {
      return Optional.empty();
    }
  }
}
