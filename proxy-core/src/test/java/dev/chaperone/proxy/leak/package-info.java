/** The leak corpus, the legitimate-use corpus, and what plays them against a gateway. */
@NullMarked
package dev.chaperone.proxy.leak;

import org.jspecify.annotations.NullMarked;
