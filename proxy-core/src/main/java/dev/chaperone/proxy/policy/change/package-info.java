/** Whether a changed policy permits more than the one before. */
@NullMarked
package dev.chaperone.proxy.policy.change;

import org.jspecify.annotations.NullMarked;
