/** The demonstration: the real gateway, sample data behind it and a scripted agent before it. */
@NullMarked
package dev.chaperone.app.demo;

import org.jspecify.annotations.NullMarked;
