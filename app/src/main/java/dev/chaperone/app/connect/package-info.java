/** What an agent's environment needs so that its BigQuery client talks to the gateway. */
@NullMarked
package dev.chaperone.app.connect;

import org.jspecify.annotations.NullMarked;
