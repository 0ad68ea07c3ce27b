/** What is known of a request's SQL: plain types, without behaviour and without dependencies. */
@NullMarked
package dev.chaperone.sql;

import org.jspecify.annotations.NullMarked;
