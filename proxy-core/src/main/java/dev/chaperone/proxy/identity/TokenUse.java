package dev.chaperone.proxy.identity;

/**
 * What a token is for. The two kinds differ in type and audience, so neither passes as the other.
 */
public enum TokenUse {
  /** An agent's own token: proves who it is, and may be exchanged. */
  AGENT("agent+jwt", "chaperone-agent"),
  /** What the token endpoint minted: opens the gateway, and is not exchanged again. */
  ACCESS("at+jwt", "chaperone-gateway");

  private final String type;
  private final String audience;

  TokenUse(String type, String audience) {
    this.type = type;
    this.audience = audience;
  }

  /** The header's {@code typ}. */
  public String type() {
    return type;
  }

  /** The claim {@code aud}. */
  public String audience() {
    return audience;
  }
}
