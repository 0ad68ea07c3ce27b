/** Other ways to write a statement, offered to people and agents; nothing is decided on them. */
@NullMarked
package dev.chaperone.proxy.sql.rewrite;

import org.jspecify.annotations.NullMarked;
