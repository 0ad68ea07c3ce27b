/** Measures what masking costs while an answer streams. */
@NullMarked
package dev.chaperone.bench.mask;

import org.jspecify.annotations.NullMarked;
