@NullMarked
package dev.chaperone.recordings.journal;

import org.jspecify.annotations.NullMarked;
