/** The list of fixed-height rows that sessions, exchanges and frames share. */
@NullMarked
package dev.chaperone.ui.rows;

import org.jspecify.annotations.NullMarked;
