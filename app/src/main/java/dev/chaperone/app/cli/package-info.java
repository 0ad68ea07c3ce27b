/** The command line: one class per command. */
@NullMarked
package dev.chaperone.app.cli;

import org.jspecify.annotations.NullMarked;
