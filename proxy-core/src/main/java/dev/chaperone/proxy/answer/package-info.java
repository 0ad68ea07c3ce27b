@NullMarked
package dev.chaperone.proxy.answer;

import org.jspecify.annotations.NullMarked;
