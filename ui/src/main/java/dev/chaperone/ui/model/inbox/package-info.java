/** Held requests as a reviewer meets them: the list, the card, deciding, grants, the policy. */
@NullMarked
package dev.chaperone.ui.model.inbox;

import org.jspecify.annotations.NullMarked;
