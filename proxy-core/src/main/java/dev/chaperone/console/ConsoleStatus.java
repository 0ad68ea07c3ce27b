package dev.chaperone.console;

import dev.chaperone.recordings.StoreHealth;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What runs on the data folder.
 *
 * @param pid the owning process
 * @param gateway empty if no gateway runs, only this command
 * @param gatewayProblem why no gateway runs although one should, and what to do; {@code ""} if one
 *     does or none is meant to
 * @param operatorUnprotected deciding and managing agents ask for no operator session
 */
public record ConsoleStatus(
    long pid,
    Path data,
    Instant started,
    Optional<GatewayStatus> gateway,
    String gatewayProblem,
    StoreHealth store,
    long lastSequence,
    boolean operatorUnprotected) {}
