/** YAML to policy, every mistake with its place and its remedy. */
@NullMarked
package dev.chaperone.proxy.policy.load;

import org.jspecify.annotations.NullMarked;
