package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records, in the system session, requests that were refused before anybody was identified. They
 * cost a stranger nothing, so only so many a second are written; the rest is counted. Safe for many
 * threads.
 */
public final class RefusedArrivals {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedArrivals.class);
  private static final int PER_WINDOW = 20;
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int MAX_TEXT = 512;

  private final Recorder recorder;
  private final Clock clock;
  private Instant windowStart = Instant.MIN;
  private int inWindow;
  private long suppressed;

  public RefusedArrivals(Recorder recorder, Clock clock) {
    this.recorder = recorder;
    this.clock = clock;
  }

  public void record(AgentRequest request, Refusal refusal) {
    record(
        refusal.code(),
        refusal.error().message(),
        request.method() + " " + Redaction.url(request.rawPath()),
        request.remoteAddress().toString());
  }

  /** For requests that have not even become an {@link AgentRequest}. */
  public void record(String code, String message, String line, String address) {
    Map<String, String> detail = new HashMap<>();
    synchronized (this) {
      Instant now = clock.instant();
      if (windowStart.plus(WINDOW).isBefore(now)) {
        windowStart = now;
        inWindow = 0;
      }
      if (++inWindow > PER_WINDOW) {
        suppressed++;
        return;
      }
      if (suppressed > 0) {
        detail.put("suppressed_before", Long.toString(suppressed));
        suppressed = 0;
      }
    }
    detail.put("request", cut(line));
    detail.put("address", cut(address));
    try {
      recorder.append(FrameDraft.system(new FrameBody.Failure(code, cut(message), detail)));
    } catch (RecordingException e) {
      // Nothing went upstream; the refusal itself stands.
      LOG.warn("a refused request could not be recorded: {}", e.getMessage());
    }
  }

  private static String cut(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > MAX_TEXT ? printable.substring(0, MAX_TEXT) : printable;
  }
}
