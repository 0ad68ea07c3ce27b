/** Runs GoogleSQL on ZetaSQL's reference implementation, in memory. */
@NullMarked
package dev.chaperone.googlesql.sandbox.engine;

import org.jspecify.annotations.NullMarked;
