@NullMarked
package dev.chaperone.recordings;

import org.jspecify.annotations.NullMarked;
