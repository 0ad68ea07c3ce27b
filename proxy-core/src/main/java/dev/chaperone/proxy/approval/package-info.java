@NullMarked
package dev.chaperone.proxy.approval;

import org.jspecify.annotations.NullMarked;
