/** The list of sessions. */
@NullMarked
package dev.chaperone.ui.model.sessions;

import org.jspecify.annotations.NullMarked;
