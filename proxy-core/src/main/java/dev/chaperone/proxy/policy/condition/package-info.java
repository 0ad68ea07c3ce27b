/** Conditions in CEL, checked at load and evaluated in three values within bounds. */
@NullMarked
package dev.chaperone.proxy.policy.condition;

import org.jspecify.annotations.NullMarked;
