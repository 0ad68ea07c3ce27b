/** Light, dark or as the system has it. */
@NullMarked
package dev.chaperone.ui.theme;

import org.jspecify.annotations.NullMarked;
