package dev.chaperone.ui.model.console;

/**
 * What the status bar shows.
 *
 * @param endpoint {@code 127.0.0.1:PORT}, {@code ""} while no gateway runs
 * @param gatewayProblem why no gateway runs although one should, {@code ""} if all is well
 * @param policyMode {@code observe}: everything is allowed and watched
 * @param recordingMessage why nothing is recorded and what to do, {@code ""} if all is well
 * @param unprotected deciding and managing agents ask for no operator session
 */
public record StatusView(
    String endpoint,
    String httpsEndpoint,
    String upstream,
    String credentials,
    String gatewayProblem,
    String policyMode,
    Recording recording,
    String recordingMessage,
    boolean unprotected,
    String dataFolder,
    long pid,
    long lastSequence) {
  /** Whether what agents do is recorded. */
  public enum Recording {
    UNKNOWN,
    /** No gateway runs: there is nothing to record. */
    NO_GATEWAY,
    RECORDING,
    /** The store cannot write, so the gateway refuses queries. */
    REFUSING
  }

  public static final StatusView UNKNOWN =
      new StatusView("", "", "", "", "", "observe", Recording.UNKNOWN, "", false, "", -1, 0);
}
