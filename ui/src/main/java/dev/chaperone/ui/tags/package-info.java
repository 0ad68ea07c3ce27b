/** The Tags page: what the policy protects, as results have shown it. */
@NullMarked
package dev.chaperone.ui.tags;

import org.jspecify.annotations.NullMarked;
