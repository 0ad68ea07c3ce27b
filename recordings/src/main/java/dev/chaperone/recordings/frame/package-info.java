@NullMarked
package dev.chaperone.recordings.frame;

import org.jspecify.annotations.NullMarked;
