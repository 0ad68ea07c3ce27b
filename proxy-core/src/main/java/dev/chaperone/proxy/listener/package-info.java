@NullMarked
package dev.chaperone.proxy.listener;

import org.jspecify.annotations.NullMarked;
