package dev.chaperone.recordings.frame;

/**
 * Where a request came from. Of a loopback peer the operating system may tell more; what it does
 * not tell is {@code ""} or -1.
 *
 * @param address the peer's address and port, {@code 127.0.0.1:54321}
 * @param uid the peer process's user id, -1 if not known
 * @param pid the peer's process id, -1 if not known
 * @param executable the peer's executable, {@code ""} if not known
 */
public record Source(String address, long uid, long pid, String executable) {
  public static Source of(String address) {
    return new Source(address, -1, -1, "");
  }
}
