/** Theme and what is kept between two starts. */
@NullMarked
package dev.chaperone.ui.model.settings;

import org.jspecify.annotations.NullMarked;
