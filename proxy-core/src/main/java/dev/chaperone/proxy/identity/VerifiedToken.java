package dev.chaperone.proxy.identity;

/**
 * What verification established.
 *
 * @param generation generation of the agent's tokens this one belongs to
 */
record VerifiedToken(Principal principal, TokenUse use, long generation) {}
