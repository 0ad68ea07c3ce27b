package dev.chaperone.proxy.upstream.credentials;

import dev.chaperone.proxy.identity.Repeater;
import java.time.Clock;
import java.util.Optional;

/** Gives the Authorization header for upstream requests. Safe for many threads. */
@FunctionalInterface
public interface UpstreamCredentials extends AutoCloseable {

  /**
   * The header's whole value, {@code Bearer …}; empty if requests go without. Usually answers from
   * memory; waits only if there is no valid token.
   */
  Optional<String> authorization() throws CredentialException;

  @Override
  default void close() {}

  /** No credential at all. */
  static UpstreamCredentials none() {
    return Optional::empty;
  }

  /**
   * Reads the credential and begins to keep a token ready; does not wait for one.
   *
   * @throws CredentialException if there is none, or its file cannot be used
   */
  static UpstreamCredentials open(CredentialSpec spec, Clock clock) throws CredentialException {
    return spec instanceof CredentialSpec.None
        ? none()
        : RefreshingCredentials.start(
            GoogleTokenSource.open(spec, clock),
            clock,
            Repeater.onDaemonThread("chaperone-credential-refresh"));
  }
}
