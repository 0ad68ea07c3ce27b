package dev.chaperone.recordings.frame;

import java.time.Instant;
import java.util.List;

/**
 * What an approval covers, exactly (P5). Digests are SHA-256 in hex; text that is not known or does
 * not apply is {@code ""}.
 *
 * @param sqlDigest of the normalised SQL
 * @param fingerprint of the SQL's shape, literals left out: what a grant is matched by
 * @param parametersDigest of the query parameters
 * @param configurationDigest of the whole job configuration, or of a call's body
 * @param destination where the result is written, {@code ""} for an anonymous table
 * @param location where the job runs
 * @param bytes the estimate, -1 if unknown or hidden
 * @param expires until when a decision counts
 */
public record Envelope(
    String sqlDigest,
    String fingerprint,
    String parametersDigest,
    String configurationDigest,
    String destination,
    String location,
    List<TableState> tables,
    long bytes,
    Instant expires) {
  public Envelope {
    tables = List.copyOf(tables);
    if (bytes < -1) {
      throw new IllegalArgumentException("an estimate is -1 while it is unknown");
    }
  }
}
