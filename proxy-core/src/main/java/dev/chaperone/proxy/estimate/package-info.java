/** What a statement would read, told before it runs. */
@NullMarked
package dev.chaperone.proxy.estimate;

import org.jspecify.annotations.NullMarked;
