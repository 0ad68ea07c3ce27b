/** Brings inspection, policy and approvals to a request on its way through the stages. */
@NullMarked
package dev.chaperone.proxy.review;

import org.jspecify.annotations.NullMarked;
