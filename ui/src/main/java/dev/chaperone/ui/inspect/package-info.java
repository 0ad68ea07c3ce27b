/** The inspector: what one exchange or frame says. */
@NullMarked
package dev.chaperone.ui.inspect;

import org.jspecify.annotations.NullMarked;
