package dev.chaperone.proxy.approval.grant;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Identity;
import java.time.Instant;
import java.util.Set;

/**
 * "Approve like this": what policy would hold goes through, for one identity, one shape of
 * statement and these tables, so often and so long.
 *
 * @param hold the hold it was made from, {@code ""} if none
 */
public record Grant(
    String id,
    Identity owner,
    String fingerprint,
    Set<String> tables,
    long maximumBytes,
    long count,
    long left,
    Instant made,
    Instant expires,
    boolean revoked,
    String hold,
    Decider by,
    String reason) {
  public Grant {
    tables = Set.copyOf(tables);
    if (fingerprint.isEmpty()) {
      throw new IllegalArgumentException(
          "A statement that was not understood has no shape that a grant could be given for.");
    }
    if (count < 1 || left < 0 || left > count || maximumBytes < 0) {
      throw new IllegalArgumentException(
          "a grant's count is at least 1, its byte cap not negative");
    }
  }

  /** Whether it lets this through now; what is not known does not match. */
  public boolean covers(GrantAsk ask, Instant now) {
    return !revoked
        && left > 0
        && now.isBefore(expires)
        && owner.equals(ask.owner())
        && fingerprint.equals(ask.fingerprint())
        && ask.tables().map(tables::containsAll).orElse(false)
        && ask.bytes().isPresent()
        && ask.bytes().getAsLong() <= maximumBytes;
  }

  Grant used() {
    return with(left - 1, revoked);
  }

  Grant withdrawn() {
    return with(left, true);
  }

  private Grant with(long newLeft, boolean newRevoked) {
    return new Grant(
        id,
        owner,
        fingerprint,
        tables,
        maximumBytes,
        count,
        newLeft,
        made,
        expires,
        newRevoked,
        hold,
        by,
        reason);
  }
}
