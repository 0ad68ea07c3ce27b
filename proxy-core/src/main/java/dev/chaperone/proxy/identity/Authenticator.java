package dev.chaperone.proxy.identity;

/** Answers who a bearer token speaks for. Safe for many threads. */
public interface Authenticator {

  /**
   * @param bearerToken what stood after {@code Bearer} in the Authorization header, {@code ""} if
   *     there was none
   */
  Principal authenticate(String bearerToken) throws InvalidTokenException;
}
