/** What a request's SQL does: our own lexer and Google's analyser, and what both agree on. */
@NullMarked
package dev.chaperone.proxy.sql;

import org.jspecify.annotations.NullMarked;
