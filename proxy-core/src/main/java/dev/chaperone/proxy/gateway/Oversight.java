package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;

/**
 * What a gateway that does more than observe decides with. Both stay the caller's to close.
 *
 * @param policy the policy in force
 * @param analysis Google's analyser, or lexer-only mode
 */
public record Oversight(PolicyStore policy, NativeAnalysis analysis) {}
