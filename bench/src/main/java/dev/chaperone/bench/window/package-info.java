/** Measures the real window over real recordings. */
@NullMarked
package dev.chaperone.bench.window;

import org.jspecify.annotations.NullMarked;
