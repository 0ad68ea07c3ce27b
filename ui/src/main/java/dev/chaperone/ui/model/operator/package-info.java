/** What asks a person to show that they are an operator, when something needs one. */
@NullMarked
package dev.chaperone.ui.model.operator;

import org.jspecify.annotations.NullMarked;
