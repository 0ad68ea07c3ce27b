@NullMarked
package dev.chaperone.proxy.jobs;

import org.jspecify.annotations.NullMarked;
