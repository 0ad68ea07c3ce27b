/** What the window shows and does, without a screen: view models and the logic under them. */
@NullMarked
package dev.chaperone.ui.model;

import org.jspecify.annotations.NullMarked;
