/** The data folder and who owns it. */
@NullMarked
package dev.chaperone.app.data;

import org.jspecify.annotations.NullMarked;
