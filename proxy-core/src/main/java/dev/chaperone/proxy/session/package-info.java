@NullMarked
package dev.chaperone.proxy.session;

import org.jspecify.annotations.NullMarked;
