/** The result grid: a fixed pool of rows that shows tables of any size. */
@NullMarked
package dev.chaperone.ui.grid;

import org.jspecify.annotations.NullMarked;
