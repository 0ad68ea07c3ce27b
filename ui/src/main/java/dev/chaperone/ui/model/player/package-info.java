/** Playing a recorded session. */
@NullMarked
package dev.chaperone.ui.model.player;

import org.jspecify.annotations.NullMarked;
