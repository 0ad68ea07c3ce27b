/** Gives the window what it needs: a way to the data folder, texts, and what it keeps. */
@NullMarked
package dev.chaperone.app.window;

import org.jspecify.annotations.NullMarked;
