package dev.chaperone.proxy.mask;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of an answer with rows (jobs.query, jobs.getQueryResults, tabledata.list), masked while
 * it is read. What is not masked stays byte for byte. Memory does not grow with the answer: one
 * value and one row are held, up to 1 MiB each, and the schema, up to 32 MiB.
 *
 * <p>All of these end the stream with a {@link MaskingException}, and nothing of the row in which
 * it happened is delivered (unless that row is longer than 1 MiB):
 *
 * <ul>
 *   <li>what is not JSON, is nested deeper than 500 levels or breaks off;
 *   <li>{@code rows}, {@code schema}, {@code f} or {@code v} twice in one place, in whatever
 *       spelling, and other spellings of the first two;
 *   <li>in {@code rows} anything but {@code {"f":[{"v":…},…]}}; {@code f} or {@code v} may be
 *       missing, as in partial answers;
 *   <li>{@code rows}, {@code f} or {@code v} in another field of the answer, or a schema that is no
 *       object;
 *   <li>a row or struct with more or fewer cells than the schema has columns;
 *   <li>an array, struct or scalar where the schema tells another of these three;
 *   <li>a schema behind the rows that is not the one they were masked by.
 * </ul>
 *
 * <p>These are hidden: all columns, if the schema in front of the rows is not the one that was
 * known, or does not fit the plan; all values (NULL, arrays empty), if rows come without any
 * schema; a value longer than 1 MiB whose masked form depends on it, or that a masking detector
 * would have to look at; fields of the answer that are not known to BigQuery's interface (NULL).
 * What a schema does not have by that interface is taken out of it.
 *
 * <p>An empty body stays empty. Not masked here: texts of errors. One thread.
 */
public final class MaskingStream extends InputStream {
  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final ResultPlan plan;
  private final MaskOutput out = new MaskOutput();
  private final MaskingMachine machine;
  private final byte[] piece = new byte[PIECE];
  private Optional<MaskingException> failure = Optional.empty();
  private boolean ended;

  /** With the schema that the answer itself brings in front of its rows. */
  public MaskingStream(InputStream in, MaskPlan plan) {
    this(in, new ResultPlan(plan, Optional.empty()));
  }

  /** With a schema known before, as for pages that bring none. */
  public MaskingStream(InputStream in, BoundPlan known) {
    this(in, new ResultPlan(known.plan(), Optional.of(known)));
  }

  private MaskingStream(InputStream in, ResultPlan plan) {
    this.in = Objects.requireNonNull(in);
    this.plan = plan;
    machine = new MaskingMachine(plan, out);
  }

  /**
   * The plan the rows are masked by; settled once the rows have begun. Serves further pages of the
   * same result.
   */
  public BoundPlan bound() {
    return plan.bound();
  }

  /** What has been done so far; complete once the stream has ended. */
  public MaskingSummary summary() {
    return machine.summary();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (out.available() == 0) {
      if (failure.isPresent()) {
        throw new MaskingException(String.valueOf(failure.get().getMessage()));
      }
      if (ended) {
        return -1;
      }
      advance();
    }
    return out.take(into, offset, length);
  }

  private void advance() throws IOException {
    int count = in.read(piece, 0, piece.length);
    try {
      if (count < 0) {
        ended = true;
        machine.finish();
      } else {
        machine.feed(piece, 0, count);
      }
    } catch (MaskingException e) {
      out.drop();
      failure = Optional.of(e);
    }
  }

  @Override
  public int available() {
    return out.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
