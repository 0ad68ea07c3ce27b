package dev.chaperone.proxy.policy.budget;

import java.time.Duration;

/**
 * What one request has taken from one budget.
 *
 * @param budget its name
 * @param subject whose share it is: an agent, a session or an identity
 * @param window the budget's, when it was taken
 */
public record Share(String budget, String subject, Duration window, Amounts amounts) {}
