package dev.chaperone.proxy.identity;

import dev.chaperone.recordings.frame.Digest;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates bearer tokens, agents' own and minted ones. A verified token's digest is remembered
 * so that the next request costs no signature check; time and revocation are checked every time.
 */
public final class BearerAuthenticator implements Authenticator {
  private static final int CAPACITY = 4_096;

  private final TokenVerifiers verifiers;
  private final Map<Digest, VerifiedToken> verified;

  public BearerAuthenticator(TokenVerifiers verifiers) {
    this(verifiers, CAPACITY);
  }

  BearerAuthenticator(TokenVerifiers verifiers, int capacity) {
    this.verifiers = verifiers;
    this.verified =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Digest, VerifiedToken> eldest) {
            return size() > capacity;
          }
        };
  }

  @Override
  public Principal authenticate(String bearerToken) throws InvalidTokenException {
    return verify(bearerToken).principal();
  }

  VerifiedToken verify(String bearerToken) throws InvalidTokenException {
    Digest digest = Digest.sha256(bearerToken.getBytes(StandardCharsets.UTF_8));
    Optional<VerifiedToken> known = known(digest);
    if (known.isPresent()) {
      try {
        verifiers.recheck(known.get());
      } catch (InvalidTokenException e) {
        forget(digest);
        throw e;
      }
      return known.get();
    }
    VerifiedToken fresh = verifiers.verify(bearerToken, EnumSet.allOf(TokenUse.class));
    synchronized (verified) {
      verified.put(digest, fresh);
    }
    return fresh;
  }

  int remembered() {
    synchronized (verified) {
      return verified.size();
    }
  }

  private Optional<VerifiedToken> known(Digest digest) {
    synchronized (verified) {
      return Optional.ofNullable(verified.get(digest));
    }
  }

  private void forget(Digest digest) {
    synchronized (verified) {
      verified.remove(digest);
    }
  }
}
