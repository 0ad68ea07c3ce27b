package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.seal.SealException;
import dev.chaperone.proxy.seal.Sealer;
import dev.chaperone.recordings.RecordingException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Upstream's answer on its way to masking: whatever is read of it goes to the recorder, encrypted,
 * before the reader gets it. Holds one piece in memory.
 */
final class SealingStream extends FilterInputStream {
  private static final int PIECE = 64 << 10;

  private final Sealer sealer;
  private final ExchangeRecorder recorder;
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private boolean ended;
  private boolean closed;

  SealingStream(InputStream answer, Sealer sealer, ExchangeRecorder recorder) {
    super(answer);
    this.sealer = sealer;
    this.recorder = recorder;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = in.read(into, offset, Math.min(length, PIECE - filled));
    if (count < 0) {
      end();
      return -1;
    }
    System.arraycopy(into, offset, piece, filled, count);
    filled += count;
    if (filled == PIECE) {
      seal(false);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    // Whatever passes is read.
    long left = count;
    byte[] passed = new byte[8 << 10];
    while (left > 0) {
      int read = read(passed, 0, (int) Math.min(left, passed.length));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return count - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /**
   * Takes what is left of upstream's answer, so that the original is whole; called before the last
   * of the delivered answer leaves. Throws {@link RecordingException} if it cannot be.
   */
  void finish() {
    if (ended) {
      return;
    }
    if (closed) {
      throw new RecordingException(
          RecordingException.Code.STORE_FAILED,
          "The original of this answer was not read to its end, so it cannot be sealed whole.");
    }
    try {
      byte[] rest = new byte[8 << 10];
      int count;
      do {
        count = read(rest, 0, rest.length);
      } while (count >= 0);
    } catch (IOException e) {
      throw new RecordingException(
          RecordingException.Code.STORE_FAILED,
          "The original of this answer broke off, so it cannot be sealed whole.",
          e);
    }
  }

  private void end() {
    if (!ended) {
      seal(true);
      ended = true;
    }
  }

  private void seal(boolean last) {
    try {
      recorder.append(sealer.seal(piece, filled, last));
    } catch (SealException e) {
      throw new RecordingException(
          RecordingException.Code.STORE_FAILED, "The answer cannot be sealed.", e);
    } finally {
      Arrays.fill(piece, (byte) 0);
    }
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    Arrays.fill(piece, (byte) 0);
    super.close();
  }
}
