package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One exchange as its frames tell it, step by step. */
final class ExchangeEntry {
  private static final Identity UNKNOWN = new Identity("unknown", "unknown", "unknown");
  private static final Set<String> JOB_METHODS =
      Set.of("bigquery.jobs.query", "bigquery.jobs.insert");

  private final int ordinal;
  private final long firstFrame;
  private long lastFrame;
  private final ExchangeId id;
  private final SessionId session;
  private final long firstSequence;
  private final Instant received;
  private final Shared shared;
  private Identity identity = UNKNOWN;
  private String method = "";
  private String path = "";
  private String apiMethod = "";
  private String effect = "";
  private String sql = "";
  private boolean dryRun;
  private Optional<JobKey> job = Optional.empty();
  private String decision = "";
  private Source source = Source.of("");
  private String client = "";
  private String state = "running";
  private int status = -1;
  private long durationMillis = -1;
  private long requestBytes = -1;
  private long requestArrived;
  private long responseBytes = -1;
  private long rows = -1;
  private long totalRows = -1;
  private long bytesProcessed = -1;
  private long bytesBilled = -1;
  private String statementType = "";
  private String errorReason = "";
  private String errorMessage = "";
  private String recording = "";

  ExchangeEntry(int ordinal, long firstFrame, ExchangeId id, FrameHead first, Shared shared) {
    this.ordinal = ordinal;
    this.firstFrame = firstFrame;
    this.lastFrame = firstFrame;
    this.id = id;
    this.session = shared.one(first.session());
    this.firstSequence = first.sequence();
    this.received = first.time();
    this.shared = shared;
  }

  void apply(FrameFact fact, long frame) {
    lastFrame = frame;
    if (fact.header().job().isPresent() && !fact.header().job().equals(job)) {
      job = shared.job(fact.header().job());
    }
    if (fact.kind() == FrameKind.REQUEST) {
      requestArrived += fact.bytes();
      requestBytes = Math.max(requestBytes, requestArrived);
    }
    fact.told().ifPresent(this::tell);
  }

  private void tell(FrameBody body) {
    switch (body) {
      case FrameBody.Received b -> received(b);
      case FrameBody.Facts b -> {
        sql = shared.sql(b.sql());
        dryRun = b.dryRun();
      }
      case FrameBody.Decision b -> decision = shared.one(b.outcome());
      case FrameBody.ResponseHead b -> status = b.status();
      case FrameBody.ResponseEnd b -> end(b);
      case FrameBody.Failure b -> {
        errorReason = shared.one(b.code());
        errorMessage = shared.one(b.message());
        state = state.equals("running") ? "refused" : state;
      }
      case FrameBody.SessionOpened b -> {}
      case FrameBody.RequestPart b -> {}
      case FrameBody.Estimate b -> {}
      case FrameBody.Hold b -> {}
      case FrameBody.Upstream b -> {}
      case FrameBody.ResponseChunk b -> {}
      case FrameBody.Sealed b -> {}
      case FrameBody.Gap b -> {}
      case FrameBody.SessionClosed b -> {}
      case FrameBody.Checkpoint b -> {}
      case FrameBody.AgentChange b -> {}
      case FrameBody.KeyChange b -> {}
      case FrameBody.Note b ->
          LevelChange.of(b).ifPresent(change -> recording = shared.one(change.level()));
      case FrameBody.Unknown b -> {}
    }
  }

  private void received(FrameBody.Received b) {
    identity = shared.one(b.identity());
    method = shared.one(b.method());
    path = shared.one(b.path());
    apiMethod = shared.one(b.apiMethod());
    effect = shared.one(b.effect());
    source = shared.one(b.source());
    client = shared.one(b.client());
    requestBytes = b.bodyBytes();
  }

  private void end(FrameBody.ResponseEnd b) {
    state = b.complete() ? "done" : "cut";
    durationMillis = b.duration().toMillis();
    responseBytes = b.bytes();
    rows = b.rows();
    totalRows = b.totalRows();
    bytesProcessed = b.bytesProcessed();
    bytesBilled = b.bytesBilled();
    statementType = shared.one(b.statementType());
    if (!b.errorReason().isEmpty()) {
      errorReason = shared.one(b.errorReason());
      errorMessage = shared.one(b.errorMessage());
    }
  }

  /** The session ended under it: no answer will follow. */
  boolean cutIfRunning() {
    if (!isRunning()) {
      return false;
    }
    state = "cut";
    return true;
  }

  boolean isRunning() {
    return state.equals("running");
  }

  boolean isFailed() {
    return status >= 400
        || !errorReason.isEmpty()
        || state.equals("cut")
        || state.equals("refused");
  }

  /** It carries a statement or starts a job, and is no dry run. */
  boolean isQuery() {
    return JOB_METHODS.contains(apiMethod) && !dryRun;
  }

  boolean runs(JobKey other) {
    return !sql.isEmpty() && job.map(key -> key.matches(other)).orElse(false);
  }

  String sql() {
    return sql;
  }

  int ordinal() {
    return ordinal;
  }

  long firstFrame() {
    return firstFrame;
  }

  long lastFrame() {
    return lastFrame;
  }

  String problem() {
    return errorMessage.isEmpty() ? errorReason : errorMessage;
  }

  ExchangeRow row() {
    return new ExchangeRow(ordinal, firstFrame, summary(), isQuery());
  }

  ExchangeSummary summary() {
    return new ExchangeSummary(
        id,
        session,
        identity,
        firstSequence,
        received,
        method,
        path,
        apiMethod,
        effect,
        sql,
        dryRun,
        job,
        decision,
        source,
        client,
        state,
        status,
        durationMillis,
        requestBytes,
        responseBytes,
        rows,
        totalRows,
        bytesProcessed,
        bytesBilled,
        statementType,
        errorReason,
        errorMessage,
        recording);
  }
}
