/** Numbers, sizes and times as people read them. */
@NullMarked
package dev.chaperone.ui.model.text;

import org.jspecify.annotations.NullMarked;
