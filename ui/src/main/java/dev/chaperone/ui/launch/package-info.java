/** Starts the window, or says why it cannot be started. */
@NullMarked
package dev.chaperone.ui.launch;

import org.jspecify.annotations.NullMarked;
