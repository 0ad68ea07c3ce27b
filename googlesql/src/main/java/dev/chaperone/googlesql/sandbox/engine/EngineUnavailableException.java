package dev.chaperone.googlesql.sandbox.engine;

/** The native library of ZetaSQL does not load on this machine. */
public final class EngineUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
