/** One session: its exchanges and frames, the follow-tail rules and the shared cursor. */
@NullMarked
package dev.chaperone.ui.model.session;

import org.jspecify.annotations.NullMarked;
