package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.BudgetShare;
import java.time.Instant;

/**
 * What was used of a budget over a short while, added up.
 *
 * @param last when the last of it was used
 */
public record BudgetSpent(BudgetShare share, Instant last) {}
