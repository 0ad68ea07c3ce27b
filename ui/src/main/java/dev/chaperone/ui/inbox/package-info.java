/** The inbox of held requests: the list, the card that is decided on, and the grants. */
@NullMarked
package dev.chaperone.ui.inbox;

import org.jspecify.annotations.NullMarked;
