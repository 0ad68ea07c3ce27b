/** The sandbox: an embedded BigQuery stand-in over a small made-up shop. */
@NullMarked
package dev.chaperone.googlesql.sandbox;

import org.jspecify.annotations.NullMarked;
