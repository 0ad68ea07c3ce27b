/**
 * What of BigQuery's REST interface the gateway knows: its methods, paths, headers, error bodies
 * and discovery document. Nothing here does any I/O.
 */
@NullMarked
package dev.chaperone.proxy.surface;

import org.jspecify.annotations.NullMarked;
