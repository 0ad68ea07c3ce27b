/** Our own reading of GoogleSQL: tokens, statements, first classification, names. */
@NullMarked
package dev.chaperone.proxy.sql.lexer;

import org.jspecify.annotations.NullMarked;
