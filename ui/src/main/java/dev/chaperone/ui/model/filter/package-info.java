/** The filter language: text to a predicate over sessions and exchanges. */
@NullMarked
package dev.chaperone.ui.model.filter;

import org.jspecify.annotations.NullMarked;
