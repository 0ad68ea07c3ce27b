@NullMarked
package dev.chaperone.proxy.approval.grant;

import org.jspecify.annotations.NullMarked;
