/** How plain types are written as JSON between the program's own processes. */
@NullMarked
package dev.chaperone.app.json;

import org.jspecify.annotations.NullMarked;
