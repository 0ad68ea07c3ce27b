/** Tables, views and routines as the analysis needs them. */
@NullMarked
package dev.chaperone.sql.catalogue;

import org.jspecify.annotations.NullMarked;
