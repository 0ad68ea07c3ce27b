/** Names of tables and columns with wildcards, matched in three values. */
@NullMarked
package dev.chaperone.proxy.policy.glob;

import org.jspecify.annotations.NullMarked;
