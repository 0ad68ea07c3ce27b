/** The leak corpus and the legitimate-use corpus with Google's analyser, in its own process. */
@NullMarked
package dev.chaperone.app.leak;

import org.jspecify.annotations.NullMarked;
