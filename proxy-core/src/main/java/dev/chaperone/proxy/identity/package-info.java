@NullMarked
package dev.chaperone.proxy.identity;

import org.jspecify.annotations.NullMarked;
