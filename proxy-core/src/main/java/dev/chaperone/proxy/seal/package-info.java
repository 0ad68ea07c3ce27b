/**
 * Sealed originals: answers as they came from upstream, encrypted to a reviewer's public key, and
 * opened again with the private key that no gateway has.
 */
@NullMarked
package dev.chaperone.proxy.seal;

import org.jspecify.annotations.NullMarked;
