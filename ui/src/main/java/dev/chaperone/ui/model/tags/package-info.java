/** What the policy protects, as results have shown it: columns, finds, and where they went. */
@NullMarked
package dev.chaperone.ui.model.tags;

import org.jspecify.annotations.NullMarked;
