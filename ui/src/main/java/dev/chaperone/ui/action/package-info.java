/** The one table of actions, and what is made from it: menus, palette, help, keys. */
@NullMarked
package dev.chaperone.ui.action;

import org.jspecify.annotations.NullMarked;
