@NullMarked
package dev.chaperone.proxy.upstream.credentials;

import org.jspecify.annotations.NullMarked;
