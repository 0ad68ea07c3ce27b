/**
 * Rewrites values in BigQuery's answers while they stream: which columns and how ({@link
 * dev.chaperone.proxy.mask.MaskPlan}), and the rewriting itself ({@link
 * dev.chaperone.proxy.mask.MaskingStream}). Knows nothing of requests, jobs or lineage.
 */
@NullMarked
package dev.chaperone.proxy.mask;

import org.jspecify.annotations.NullMarked;
