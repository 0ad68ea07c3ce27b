/** What tests of view models share: a console in memory, a clock to set, frames to make. */
@NullMarked
package dev.chaperone.ui.model.testing;

import org.jspecify.annotations.NullMarked;
