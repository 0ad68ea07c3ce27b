package dev.chaperone.proxy.mask;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** Hands out bytes in pieces of random size, as a network does. */
final class Trickle extends FilterInputStream {
  private final Random random;
  private final int most;

  Trickle(InputStream in, Random random, int most) {
    super(in);
    this.random = random;
    this.most = most;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
  }
}
