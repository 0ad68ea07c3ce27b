package dev.chaperone.recordings.frame;

import java.time.Duration;

/**
 * What one request takes from one budget. Amounts that the budget does not count are -1.
 *
 * @param budget its name in the policy
 * @param subject whose share it is: an agent, a session or an identity
 * @param window the budget's, when it was taken
 */
public record BudgetShare(
    String budget, String subject, Duration window, long bytes, long rows, long sensitiveValues) {}
