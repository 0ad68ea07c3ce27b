package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * One row per request, derived from its frames. Numbers that were not told are -1, text is "".
 *
 * @param state {@code running}, {@code done}, {@code cut} (connection lost) or {@code refused}
 * @param recording {@code ""} where all of it is recorded; {@code metadata} where the answer's body
 *     is not, because the policy wants it so
 * @param durationMillis wall time from received to response end, -1 while running
 */
public record ExchangeSummary(
    ExchangeId id,
    SessionId session,
    Identity identity,
    long firstSequence,
    Instant received,
    String method,
    String path,
    String apiMethod,
    String effect,
    String sql,
    boolean dryRun,
    Optional<JobKey> job,
    String decision,
    Source source,
    String client,
    String state,
    int status,
    long durationMillis,
    long requestBytes,
    long responseBytes,
    long rows,
    long totalRows,
    long bytesProcessed,
    long bytesBilled,
    String statementType,
    String errorReason,
    String errorMessage,
    String recording) {
  /** Whether the policy kept the answer's body out of the recording. */
  public boolean withoutAnswer() {
    return recording.equals(LevelChange.METADATA);
  }
}
