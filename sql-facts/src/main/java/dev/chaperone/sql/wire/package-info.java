/** The compact, versioned, length-limited form in which facts cross a pipe. */
@NullMarked
package dev.chaperone.sql.wire;

import org.jspecify.annotations.NullMarked;
