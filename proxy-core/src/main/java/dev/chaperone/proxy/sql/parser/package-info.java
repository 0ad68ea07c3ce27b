/** JSqlParser, within bounds. */
@NullMarked
package dev.chaperone.proxy.sql.parser;

import org.jspecify.annotations.NullMarked;
