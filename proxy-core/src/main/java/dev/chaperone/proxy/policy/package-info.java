/** The policy language: what a request may do, decided from typed facts that may be unknown. */
@NullMarked
package dev.chaperone.proxy.policy;

import org.jspecify.annotations.NullMarked;
