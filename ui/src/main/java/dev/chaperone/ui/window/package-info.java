/** The window and its panes. */
@NullMarked
package dev.chaperone.ui.window;

import org.jspecify.annotations.NullMarked;
