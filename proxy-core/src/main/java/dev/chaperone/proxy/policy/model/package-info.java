/** A policy as immutable records. */
@NullMarked
package dev.chaperone.proxy.policy.model;

import org.jspecify.annotations.NullMarked;
