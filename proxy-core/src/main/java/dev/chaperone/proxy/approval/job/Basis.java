package dev.chaperone.proxy.approval.job;

import dev.chaperone.recordings.frame.TableState;
import java.time.Instant;
import java.util.List;

/**
 * What a decision will rest on: why policy holds the request, and what inspection established.
 *
 * @param rule the rule that holds it
 * @param reason what the rule says, for people and for the agent
 * @param sqlDigest of the normalised SQL, {@code ""} if it was not understood
 * @param fingerprint of its shape, {@code ""} if it was not understood
 * @param bytes the estimate, -1 if unknown or hidden
 * @param expires until when somebody may decide
 */
public record Basis(
    String rule,
    String reason,
    String sqlDigest,
    String fingerprint,
    List<String> statementKinds,
    List<TableState> tables,
    long bytes,
    Instant expires) {
  public Basis {
    statementKinds = List.copyOf(statementKinds);
    tables = List.copyOf(tables);
  }
}
