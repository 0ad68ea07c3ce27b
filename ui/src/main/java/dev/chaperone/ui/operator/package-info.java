/** The panel in which an operator shows who they are. */
@NullMarked
package dev.chaperone.ui.operator;

import org.jspecify.annotations.NullMarked;
