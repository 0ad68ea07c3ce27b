/** SQL on screen: GoogleSQL highlighting and the one view that shows it. */
@NullMarked
package dev.chaperone.ui.sql;

import org.jspecify.annotations.NullMarked;
