/** The program. */
@NullMarked
package dev.chaperone.app;

import org.jspecify.annotations.NullMarked;
