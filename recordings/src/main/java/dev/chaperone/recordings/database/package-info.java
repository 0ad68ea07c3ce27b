@NullMarked
package dev.chaperone.recordings.database;

import org.jspecify.annotations.NullMarked;
