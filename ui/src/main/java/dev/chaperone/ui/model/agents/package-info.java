/** Agents, and pointing their clients at the gateway. */
@NullMarked
package dev.chaperone.ui.model.agents;

import org.jspecify.annotations.NullMarked;
