/** What identities may use up in a window of time. */
@NullMarked
package dev.chaperone.proxy.policy.budget;

import org.jspecify.annotations.NullMarked;
