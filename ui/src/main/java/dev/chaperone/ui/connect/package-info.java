/** Agents, and how a client is pointed at the gateway. */
@NullMarked
package dev.chaperone.ui.connect;

import org.jspecify.annotations.NullMarked;
