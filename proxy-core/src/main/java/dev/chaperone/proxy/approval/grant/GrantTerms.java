package dev.chaperone.proxy.approval.grant;

import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.TableState;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a grant is to cover.
 *
 * @param hold the hold it is made from, {@code ""} if none
 */
public record GrantTerms(
    Identity owner,
    String fingerprint,
    Set<String> tables,
    long maximumBytes,
    long count,
    Instant expires,
    String hold) {
  public GrantTerms {
    tables = Set.copyOf(tables);
  }

  /** "Approve like this": the shape and tables of a held request, for its own identity. */
  public static GrantTerms like(Hold hold, long maximumBytes, long count, Instant expires) {
    return new GrantTerms(
        hold.owner(),
        hold.request().envelope().fingerprint(),
        hold.request().envelope().tables().stream()
            .map(TableState::table)
            .collect(Collectors.toUnmodifiableSet()),
        maximumBytes,
        count,
        expires,
        hold.id());
  }
}
