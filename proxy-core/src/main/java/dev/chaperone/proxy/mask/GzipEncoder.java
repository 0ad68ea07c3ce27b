package dev.chaperone.proxy.mask;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses a body while it is read. One thread. */
final class GzipEncoder extends InputStream {
  private static final int PIECE = 1 << 16;

  private final InputStream plain;
  private final MaskOutput out = new MaskOutput();
  private final byte[] piece = new byte[PIECE];
  private final Compressor gzip;
  private boolean ended;

  GzipEncoder(InputStream plain) {
    this.plain = Objects.requireNonNull(plain);
    try {
      gzip = new Compressor(new Sink(out));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
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
      if (ended) {
        return -1;
      }
      int count = plain.read(piece, 0, piece.length);
      if (count < 0) {
        ended = true;
        gzip.close();
      } else {
        gzip.write(piece, 0, count);
      }
      out.releaseBut(0);
    }
    return out.take(into, offset, length);
  }

  @Override
  public void close() throws IOException {
    try (plain) {
      gzip.release();
    }
  }

  private static final class Compressor extends GZIPOutputStream {
    private Compressor(OutputStream out) throws IOException {
      super(out, PIECE);
      // What is masked while it streams is not compressed twice as well in thrice the time.
      def.setLevel(Deflater.BEST_SPEED);
    }

    private void release() {
      def.end();
    }
  }

  private static final class Sink extends OutputStream {
    private final MaskOutput out;

    private Sink(MaskOutput out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      out.write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      out.write(b, offset, length);
    }
  }
}
