/** Finds personal data and secrets in texts by their look. */
@NullMarked
package dev.chaperone.proxy.mask.detect;

import org.jspecify.annotations.NullMarked;
