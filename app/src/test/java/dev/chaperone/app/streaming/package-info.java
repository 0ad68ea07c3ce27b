@NullMarked
package dev.chaperone.app.streaming;

import org.jspecify.annotations.NullMarked;
