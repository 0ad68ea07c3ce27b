@NullMarked
package dev.chaperone.proxy.gateway;

import org.jspecify.annotations.NullMarked;
