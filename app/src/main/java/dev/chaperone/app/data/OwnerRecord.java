package dev.chaperone.app.data;

import java.time.Instant;

/**
 * What an owner tells about itself beside the lock.
 *
 * @param command what it does, such as {@code serve}
 * @param socket its control socket, {@code ""} if it has none
 */
public record OwnerRecord(long pid, String command, String socket, Instant started) {
  public OwnerRecord withSocket(String path) {
    return new OwnerRecord(pid, command, path, started);
  }
}
