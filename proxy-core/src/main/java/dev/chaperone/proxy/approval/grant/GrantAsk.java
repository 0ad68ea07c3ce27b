package dev.chaperone.proxy.approval.grant;

import dev.chaperone.recordings.frame.Identity;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A request that policy would hold, as grants see it.
 *
 * @param fingerprint of the SQL's shape, {@code ""} if it was not understood
 * @param tables empty if they are not known
 * @param bytes empty if unknown or hidden
 */
public record GrantAsk(
    Identity owner, String fingerprint, Optional<Set<String>> tables, OptionalLong bytes) {}
