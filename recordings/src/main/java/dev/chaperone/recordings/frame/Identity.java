package dev.chaperone.recordings.frame;

/**
 * Who sent a request: what jobs and sessions belong to.
 *
 * @param issuer the token's {@code iss}
 * @param subject the token's {@code sub}
 * @param agent the agent's name, as the issuer vouches for it
 */
public record Identity(String issuer, String subject, String agent) {
  public Identity {
    if (issuer.isEmpty() || subject.isEmpty() || agent.isEmpty()) {
      throw new IllegalArgumentException("an identity needs issuer, subject and agent");
    }
  }
}
