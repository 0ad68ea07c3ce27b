package dev.chaperone.ui.model.inbox;

/**
 * What became of the last decision, said when the next request is in sight already.
 *
 * @param hold the request that was decided
 */
public record Notice(String hold, String text) {}
