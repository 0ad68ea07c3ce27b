@NullMarked
package dev.chaperone.proxy.approval.answer;

import org.jspecify.annotations.NullMarked;
