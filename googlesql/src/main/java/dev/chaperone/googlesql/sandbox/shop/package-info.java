/** The sample data: a shop whose people and orders are all made up. */
@NullMarked
package dev.chaperone.googlesql.sandbox.shop;

import org.jspecify.annotations.NullMarked;
