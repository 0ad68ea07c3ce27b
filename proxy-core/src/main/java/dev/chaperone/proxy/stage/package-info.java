@NullMarked
package dev.chaperone.proxy.stage;

import org.jspecify.annotations.NullMarked;
