/** The policy in force, reloaded when its file changes. */
@NullMarked
package dev.chaperone.proxy.policy.store;

import org.jspecify.annotations.NullMarked;
