package dev.chaperone.console;

/**
 * What became of a decision.
 *
 * @param applied false if somebody else, or the deadline, was first, or it is not possible
 * @param id the hold as it stands now: after an edit, the one that took its place
 * @param state its state now
 * @param told for a person: what happened
 */
public record HoldAnswer(boolean applied, String id, String state, String told) {}
