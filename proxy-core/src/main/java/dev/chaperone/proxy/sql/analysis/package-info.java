/** The gateway's side of the analysis worker: started ahead, restarted, never waited for long. */
@NullMarked
package dev.chaperone.proxy.sql.analysis;

import org.jspecify.annotations.NullMarked;
