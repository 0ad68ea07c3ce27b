@NullMarked
package dev.chaperone.proxy.approval.submit;

import org.jspecify.annotations.NullMarked;
