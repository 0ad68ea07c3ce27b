package dev.chaperone.proxy.upstream.credentials;

import java.time.Clock;
import java.util.Optional;

/** Gives the Authorization header for upstream requests. Safe for many threads. */
public interface UpstreamCredentials extends AutoCloseable {

  /**
   * The header's whole value, {@code Bearer …}; empty if requests go without. Usually answers from
   * memory; waits only if there is no valid token.
   */
  Optional<String> authorization() throws CredentialException;

  @Override
  void close();

  /**
   * Reads the credential; asks for no token yet.
   *
   * @throws CredentialException if there is none, or its file cannot be used
   */
  static UpstreamCredentials open(CredentialSpec spec, Clock clock) throws CredentialException {
    throw new CredentialException("not built yet");
  }
}
