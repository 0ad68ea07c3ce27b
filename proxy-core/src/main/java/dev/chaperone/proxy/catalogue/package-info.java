/** What the gateway itself looks up of tables, views and routines, kept for a short while. */
@NullMarked
package dev.chaperone.proxy.catalogue;

import org.jspecify.annotations.NullMarked;
