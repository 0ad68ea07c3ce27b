/** Stand-ins for what the gateway talks to, for tests of this module and of others. */
@NullMarked
package dev.chaperone.proxy.testing;

import org.jspecify.annotations.NullMarked;
