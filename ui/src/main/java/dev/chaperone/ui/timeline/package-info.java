/** The timeline: one canvas, one coordinator, small renderers. */
@NullMarked
package dev.chaperone.ui.timeline;

import org.jspecify.annotations.NullMarked;
