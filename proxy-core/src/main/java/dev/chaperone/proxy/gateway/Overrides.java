package dev.chaperone.proxy.gateway;

/**
 * What of a gateway's configuration takes the place of what the connections of a policy say,
 * because an operator named it.
 *
 * @param upstream the address
 * @param credential the credential
 */
public record Overrides(boolean upstream, boolean credential) {
  public static final Overrides NONE = new Overrides(false, false);
  public static final Overrides ALL = new Overrides(true, true);
}
