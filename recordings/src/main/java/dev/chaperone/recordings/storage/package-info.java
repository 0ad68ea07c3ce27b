@NullMarked
package dev.chaperone.recordings.storage;

import org.jspecify.annotations.NullMarked;
