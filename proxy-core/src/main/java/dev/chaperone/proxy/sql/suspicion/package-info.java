/** What a general SQL parser adds where Google's analyser does not run: names and doubts. */
@NullMarked
package dev.chaperone.proxy.sql.suspicion;

import org.jspecify.annotations.NullMarked;
