/** What the inspector shows of the frame and exchange under the cursor. */
@NullMarked
package dev.chaperone.ui.model.inspect;

import org.jspecify.annotations.NullMarked;
