/** Puts the parts together: a process that owns a data folder, or one that attaches to it. */
@NullMarked
package dev.chaperone.app.host;

import org.jspecify.annotations.NullMarked;
