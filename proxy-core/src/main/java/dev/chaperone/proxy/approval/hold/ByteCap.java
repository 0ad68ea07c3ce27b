package dev.chaperone.proxy.approval.hold;

import java.util.OptionalLong;

/** How many bytes an approved query may be billed for (P5). */
public final class ByteCap {
  /** What BigQuery bills for a table at least. */
  public static final long LEAST_PER_TABLE = 10L << 20;

  private static final int TENTH = 10;

  private ByteCap() {}

  /**
   * The smallest of the client's own cap, what the person said, and a tenth more than the estimate
   * (BigQuery's least charge at least).
   *
   * @param clientCap -1 if the client set none
   * @param bytes the estimate that was shown, -1 if it is unknown
   * @param said a cap that the person named
   * @return empty if the estimate is unknown and nobody named a cap: then nothing may run
   */
  public static OptionalLong of(long clientCap, long bytes, OptionalLong said, int tables) {
    if (bytes < 0 && said.isEmpty()) {
      return OptionalLong.empty();
    }
    long cap = said.orElse(Long.MAX_VALUE);
    if (bytes >= 0) {
      cap = Math.min(cap, shown(bytes, tables));
    }
    // Of 0 nobody knows whether it means nothing or no limit.
    return OptionalLong.of(Math.max(1, clientCap < 0 ? cap : Math.min(clientCap, cap)));
  }

  private static long shown(long bytes, int tables) {
    long tenth = bytes / TENTH + (bytes % TENTH == 0 ? 0 : 1);
    long more = bytes > Long.MAX_VALUE - tenth ? Long.MAX_VALUE : bytes + tenth;
    return Math.max(more, LEAST_PER_TABLE * Math.max(1, tables));
  }
}
