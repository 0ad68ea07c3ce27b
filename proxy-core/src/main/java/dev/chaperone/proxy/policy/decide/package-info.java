/** From policy and inputs to a decision with its evidence. */
@NullMarked
package dev.chaperone.proxy.policy.decide;

import org.jspecify.annotations.NullMarked;
