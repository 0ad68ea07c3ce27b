@NullMarked
package dev.chaperone.proxy.tls;

import org.jspecify.annotations.NullMarked;
