/** Measures how long it takes to understand a request and to decide on it. */
@NullMarked
package dev.chaperone.bench.decide;

import org.jspecify.annotations.NullMarked;
