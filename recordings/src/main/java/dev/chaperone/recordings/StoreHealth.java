package dev.chaperone.recordings;

/**
 * Whether the store can write, for the console, {@code doctor} and refusals.
 *
 * @param message what is wrong and what to do, {@code ""} when writable
 */
public record StoreHealth(boolean writable, String message) {
  public static final StoreHealth GOOD = new StoreHealth(true, "");
}
