/** The connection to the process that owns the data folder, and what comes from it. */
@NullMarked
package dev.chaperone.ui.model.console;

import org.jspecify.annotations.NullMarked;
