@NullMarked
package dev.chaperone.proxy.approval.hold;

import org.jspecify.annotations.NullMarked;
