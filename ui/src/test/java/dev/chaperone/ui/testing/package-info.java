/** A console with sample sessions, and pictures of the window. */
@NullMarked
package dev.chaperone.ui.testing;

import org.jspecify.annotations.NullMarked;
