package dev.chaperone.app.control;

/**
 * A sealed original that was opened on a connection.
 *
 * @param opening names it on that connection
 */
record SealedOpening(long opening, String keyId) {}
