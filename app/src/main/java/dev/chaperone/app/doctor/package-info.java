/** Looks at an installation and its data folder and says what is not well. */
@NullMarked
package dev.chaperone.app.doctor;

import org.jspecify.annotations.NullMarked;
