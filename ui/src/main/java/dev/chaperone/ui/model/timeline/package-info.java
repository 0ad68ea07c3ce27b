/** The timeline: a pyramid of counts, and which part of it is seen. */
@NullMarked
package dev.chaperone.ui.model.timeline;

import org.jspecify.annotations.NullMarked;
