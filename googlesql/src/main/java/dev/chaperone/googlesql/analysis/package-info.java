/**
 * The analysis worker: Google's own analyser in a process of its own, which may crash.
 *
 * <p>Talks to the gateway over its standard input and output only.
 */
@NullMarked
package dev.chaperone.googlesql.analysis;

import org.jspecify.annotations.NullMarked;
