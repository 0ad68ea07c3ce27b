/** What every console, window or command line, asks of the process that owns a data folder. */
@NullMarked
package dev.chaperone.console;

import org.jspecify.annotations.NullMarked;
