/** A policy's own examples, run as tests. */
@NullMarked
package dev.chaperone.proxy.policy.example;

import org.jspecify.annotations.NullMarked;
