package dev.chaperone.proxy.answer;

import dev.chaperone.recordings.frame.JobKey;
import java.util.Optional;

/**
 * What an answer's body told on its way through. Numbers that were not told are -1, text is "".
 *
 * @param job the job the answer describes
 * @param destination the job's result table, {@code project.dataset.table}
 */
public record AnswerFacts(
    Optional<JobKey> job,
    String parentJobId,
    Optional<TableName> destination,
    long rows,
    long totalRows,
    long bytesProcessed,
    long bytesBilled,
    String cacheHit,
    String statementType,
    String errorReason,
    String errorMessage) {

  /** A fully named table. */
  public record TableName(String project, String dataset, String table) {}

  public static final AnswerFacts NONE =
      new AnswerFacts(Optional.empty(), "", Optional.empty(), -1, -1, -1, -1, "", "", "", "");
}
