package dev.chaperone.recordings.frame;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a frame says. One record per type of DESIGN section 10; a type this version does not know is
 * kept as {@link Unknown} and skipped.
 *
 * <p>Text that is not known is {@code ""}, a number that is not known is -1. No body ever holds a
 * credential: headers arrive here already filtered.
 */
public sealed interface FrameBody {

  /** The type's code as it stands on disk. */
  default String typeCode() {
    return switch (this) {
      case SessionOpened b -> FrameType.SESSION_OPENED.code();
      case Received b -> FrameType.RECEIVED.code();
      case RequestPart b -> FrameType.REQUEST.code();
      case Facts b -> FrameType.FACTS.code();
      case Estimate b -> FrameType.ESTIMATE.code();
      case Decision b -> FrameType.DECISION.code();
      case Hold b -> FrameType.HOLD.code();
      case Upstream b -> FrameType.UPSTREAM.code();
      case ResponseHead b -> FrameType.RESPONSE_HEAD.code();
      case ResponseChunk b -> FrameType.RESPONSE_CHUNK.code();
      case Sealed b -> FrameType.SEALED.code();
      case ResponseEnd b -> FrameType.RESPONSE_END.code();
      case Failure b -> FrameType.ERROR.code();
      case Gap b -> FrameType.GAP.code();
      case SessionClosed b -> FrameType.SESSION_CLOSED.code();
      case Checkpoint b -> FrameType.CHECKPOINT.code();
      case AgentChange b -> FrameType.AGENT.code();
      case KeyChange b -> FrameType.KEY.code();
      case Note b -> b.type().code();
      case Unknown b -> b.code();
    };
  }

  /** Opens a session: one agent's continuous work. */
  record SessionOpened(
      Identity identity,
      String model,
      String purpose,
      List<String> groups,
      Source source,
      String client,
      Map<String, String> claimed,
      boolean operatorUnprotected)
      implements FrameBody {
    public SessionOpened {
      groups = List.copyOf(groups);
      claimed = Map.copyOf(claimed);
    }
  }

  /**
   * A request has arrived and been recognised. Durable before anything goes upstream (P2).
   *
   * @param path path and query as the client sent them, without credentials, truncated to 8 KiB
   * @param apiMethod BigQuery's name such as {@code bigquery.jobs.insert}, or the gateway's own
   *     such as {@code chaperone.token}; {@code ""} if nothing was recognised
   * @param effect the catalogue's effect code, {@code ""} if nothing was recognised
   * @param bodyDigest SHA-256 in hex of the decoded body, or of what had arrived when {@code
   *     streamed}
   * @param bodyBytes decoded length, -1 if {@code streamed} and not known yet
   * @param streamed the body is longer than 1 MiB and recorded chunk by chunk as it is sent
   */
  record Received(
      Identity identity,
      String method,
      String path,
      String apiMethod,
      String effect,
      Map<String, String> headers,
      Source source,
      String client,
      String bodyDigest,
      long bodyBytes,
      boolean streamed)
      implements FrameBody {
    public Received {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * A piece of the request body, decoded.
   *
   * @param offset first byte's position in the body
   * @param last no further piece follows; {@code bodyDigest} is then the whole body's SHA-256
   */
  record RequestPart(long offset, Blob bytes, boolean last, String bodyDigest)
      implements FrameBody {}

  /** What inspection established about the request. */
  record Facts(
      String sql,
      boolean dryRun,
      boolean legacySql,
      List<String> statementKinds,
      List<String> tables,
      String analysis)
      implements FrameBody {
    public Facts {
      statementKinds = List.copyOf(statementKinds);
      tables = List.copyOf(tables);
    }
  }

  /** What a statement would cost. */
  record Estimate(long bytes, String accuracy, String origin) implements FrameBody {}

  /**
   * What policy, or a person, said.
   *
   * @param outcome {@code allow}, {@code hold} or {@code deny}
   * @param mode {@code observe} while everything is allowed and only watched, else {@code enforce}
   * @param recording how much of the answer the policy wants recorded: {@code metadata}, {@code
   *     full} or {@code sealed}; {@code ""} where no policy was asked. What was recorded less is
   *     said by a {@code level} frame ({@link LevelChange})
   */
  record Decision(
      String outcome,
      String mode,
      String rule,
      String reason,
      boolean operatorUnprotected,
      String recording)
      implements FrameBody {
    /** Where no policy was asked. */
    public Decision(
        String outcome, String mode, String rule, String reason, boolean operatorUnprotected) {
      this(outcome, mode, rule, reason, operatorUnprotected, "");
    }
  }

  /**
   * One step in a hold's life, durable before it takes effect.
   *
   * @param detail for people: why
   * @param request what is held; in the hold's first frame only
   */
  record Hold(
      String holdId, String state, String detail, HoldStep step, Optional<HeldRequest> request)
      implements FrameBody {
    /** As recorded before steps were. */
    public Hold(String holdId, String state, String detail) {
      this(holdId, state, detail, HoldStep.NOT_TOLD, Optional.empty());
    }
  }

  /**
   * A request is about to go upstream.
   *
   * @param purpose {@code forward}, or {@code lookup} for the gateway's own reads
   * @param url scheme, host, path and query, without credentials
   * @param bodyDigest SHA-256 in hex of the body as sent, {@code ""} if none or streamed
   */
  record Upstream(String purpose, String method, String url, String bodyDigest)
      implements FrameBody {}

  /**
   * The head of the answer, as delivered to the agent.
   *
   * @param upstreamStatus upstream's status, -1 if the gateway itself answered
   */
  record ResponseHead(int status, int upstreamStatus, Map<String, String> headers)
      implements FrameBody {
    public ResponseHead {
      headers = Map.copyOf(headers);
    }
  }

  /** A piece of the answer's body, as delivered to the agent, after content decoding. */
  record ResponseChunk(long offset, Blob bytes) implements FrameBody {}

  /**
   * A piece of the answer's body as it came from upstream, before anything of it was masked or
   * edited, encrypted to a reviewer's key. Consoles show these frames without {@code bytes}; docs:
   * {@code docs/decisions/0009-sealed-originals.md}.
   *
   * @param offset the piece's first byte in the original body
   * @param keyId the reviewer's key it was encrypted to
   * @param ephemeral base64 of the 32 bytes of the answer's own public key; in its first piece only
   * @param bytes the encrypted piece and, behind it, 16 bytes of authentication tag
   * @param last no further piece follows: the original is whole
   */
  record Sealed(long offset, String keyId, String ephemeral, Blob bytes, boolean last)
      implements FrameBody {
    /** The same without what is encrypted. */
    public Sealed withoutBytes() {
      return new Sealed(offset, keyId, ephemeral, Blob.EMPTY, last);
    }
  }

  /**
   * The answer is whole, or was cut off; figures as far as the answer told them.
   *
   * @param complete false if the connection was cut before the end
   * @param rows rows in this answer's page, -1 if it is no row page
   * @param totalRows rows of the whole result, -1 if not told
   * @param bytesProcessed BigQuery's totalBytesProcessed, -1 if not told
   * @param bytesBilled BigQuery's totalBytesBilled, -1 if not told
   * @param errorReason BigQuery's error reason such as {@code invalidQuery}, {@code ""} if none
   * @param owned jobs, result tables and uploads that belong to the caller from now on
   */
  record ResponseEnd(
      boolean complete,
      long bytes,
      String bodyDigest,
      Duration duration,
      long rows,
      long totalRows,
      long bytesProcessed,
      long bytesBilled,
      String cacheHit,
      String statementType,
      String errorReason,
      String errorMessage,
      List<Owned> owned)
      implements FrameBody {
    public ResponseEnd {
      owned = List.copyOf(owned);
    }
  }

  /**
   * Something went wrong, or a request was refused before it became an exchange of a session.
   *
   * @param code short stable code such as {@code unauthenticated}, {@code upstream-unreachable}
   */
  record Failure(String code, String message, Map<String, String> detail) implements FrameBody {
    public Failure {
      detail = Map.copyOf(detail);
    }
  }

  /** Frames may be missing here: the gateway stopped without closing the session. */
  record Gap(String reason, long lastSequence) implements FrameBody {}

  /** The session ended; its chain head is the previous hash of this frame. */
  record SessionClosed(String reason, long frames) implements FrameBody {}

  /**
   * The store's state so far, signed.
   *
   * @param sequence the last frame covered
   * @param chainHead hash of the last whole block, hex
   * @param signature base64, {@code ""} in stores written before signing existed
   */
  record Checkpoint(long sequence, String chainHead, Instant at, String keyId, String signature)
      implements FrameBody {}

  /**
   * An agent was created, renewed or revoked (system session).
   *
   * @param change {@code created}, {@code revoked}
   * @param generation tokens of an older generation are void
   */
  record AgentChange(
      String agent,
      String change,
      List<String> groups,
      String model,
      String purpose,
      Instant expires,
      long generation)
      implements FrameBody {
    public AgentChange {
      groups = List.copyOf(groups);
    }
  }

  /** A key of the gateway was made or retired; only its public thumbprint is named. */
  record KeyChange(String keyId, String use, String change) implements FrameBody {}

  /** A frame type that this version writes or reads only as named values. */
  record Note(FrameType type, Map<String, String> values) implements FrameBody {
    public Note {
      values = Map.copyOf(values);
    }
  }

  /** A type written by a newer version; readers skip it, verification still covers it. */
  record Unknown(String code, Blob payload) implements FrameBody {}
}
