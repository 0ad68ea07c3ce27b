@NullMarked
package dev.chaperone.proxy.upstream;

import org.jspecify.annotations.NullMarked;
