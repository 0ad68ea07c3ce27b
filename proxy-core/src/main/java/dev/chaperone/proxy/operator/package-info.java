/**
 * Operator sessions (P9): who may govern the gateway, how they show it, and how that is recorded.
 * An agent's token never counts here.
 */
@NullMarked
package dev.chaperone.proxy.operator;

import org.jspecify.annotations.NullMarked;
