/** The console interface inside the owning process and over its owner-only control socket. */
@NullMarked
package dev.chaperone.app.control;

import org.jspecify.annotations.NullMarked;
