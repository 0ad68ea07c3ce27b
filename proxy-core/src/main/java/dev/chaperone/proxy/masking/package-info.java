/** Where rows come from, what tags they have by the policy in force, and what is masked for it. */
@NullMarked
package dev.chaperone.proxy.masking;

import org.jspecify.annotations.NullMarked;
