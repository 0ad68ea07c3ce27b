/** What a decision is made from: typed inputs, each known or unknown. */
@NullMarked
package dev.chaperone.proxy.policy.input;

import org.jspecify.annotations.NullMarked;
