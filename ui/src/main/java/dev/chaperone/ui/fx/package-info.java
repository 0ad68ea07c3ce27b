/** Small helpers over the toolkit: its thread, owned listeners, icons and texts. */
@NullMarked
package dev.chaperone.ui.fx;

import org.jspecify.annotations.NullMarked;
