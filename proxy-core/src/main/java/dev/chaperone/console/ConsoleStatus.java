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
 * @param operatorUnprotected deciding and managing agents ask for no operator session
 */
public record ConsoleStatus(
    long pid,
    Path data,
    Instant started,
    Optional<GatewayStatus> gateway,
    StoreHealth store,
    long lastSequence,
    boolean operatorUnprotected) {}
