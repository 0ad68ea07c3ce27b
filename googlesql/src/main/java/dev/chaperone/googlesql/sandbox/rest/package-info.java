/** BigQuery's REST surface as far as the sandbox serves it. */
@NullMarked
package dev.chaperone.googlesql.sandbox.rest;

import org.jspecify.annotations.NullMarked;
