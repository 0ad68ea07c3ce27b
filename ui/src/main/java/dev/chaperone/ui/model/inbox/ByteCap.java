package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.frame.HeldRequest;
import java.util.OptionalLong;

/** What an approved query may be billed for, as the gateway will set it (P5); for showing only. */
public final class ByteCap {
  /** What BigQuery bills for a table at least. */
  private static final long LEAST_PER_TABLE = 10L << 20;

  private static final int TENTH = 10;

  private ByteCap() {}

  /** Only what runs as a query has a cap. */
  public static boolean applies(HeldRequest request) {
    return request.kind().equals(HeldRequest.JOB) && !request.sql().isEmpty();
  }

  /** Nobody can say how much it reads, so the person has to say how much it may. */
  public static boolean mustBeNamed(HeldRequest request) {
    return applies(request) && request.envelope().bytes() < 0;
  }

  /**
   * In bytes; empty if there is none, or if it has to be named first.
   *
   * @param named by the person, -1 if nothing was
   */
  public static OptionalLong of(HeldRequest request, long named) {
    long bytes = request.envelope().bytes();
    if (!applies(request) || bytes < 0 && named < 0) {
      return OptionalLong.empty();
    }
    long cap = named < 0 ? Long.MAX_VALUE : named;
    if (bytes >= 0) {
      cap = Math.min(cap, shown(bytes, request.envelope().tables().size()));
    }
    return OptionalLong.of(request.clientCap() < 0 ? cap : Math.min(request.clientCap(), cap));
  }

  private static long shown(long bytes, int tables) {
    long tenth = bytes / TENTH + (bytes % TENTH == 0 ? 0 : 1);
    long more = bytes > Long.MAX_VALUE - tenth ? Long.MAX_VALUE : bytes + tenth;
    return Math.max(more, LEAST_PER_TABLE * Math.max(1, tables));
  }
}
