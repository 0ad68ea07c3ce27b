/** How figures, times and tables look to a person at a terminal. */
@NullMarked
package dev.chaperone.app.text;

import org.jspecify.annotations.NullMarked;
