/**
 * Acceptance tests: the shipped program as a process of its own, tried as a user would break it.
 */
@NullMarked
package dev.chaperone.app.acceptance;

import org.jspecify.annotations.NullMarked;
