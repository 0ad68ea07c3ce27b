package dev.chaperone.proxy.policy.model;

/** What a scanned byte costs. */
public record Price(double usdPerTib) {
  public static final Price BUILT_IN = new Price(6.25);
  private static final double TIB = 1L << 40;

  public Price {
    if (!(usdPerTib >= 0) || Double.isInfinite(usdPerTib)) {
      throw new IllegalArgumentException("a price is a number of at least 0");
    }
  }

  public double usd(long bytes) {
    return bytes / TIB * usdPerTib;
  }
}
