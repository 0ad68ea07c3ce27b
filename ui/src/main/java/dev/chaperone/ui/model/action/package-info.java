/** Every action of the window, in one table. */
@NullMarked
package dev.chaperone.ui.model.action;

import org.jspecify.annotations.NullMarked;
