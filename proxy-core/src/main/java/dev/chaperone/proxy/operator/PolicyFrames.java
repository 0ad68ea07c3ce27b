package dev.chaperone.proxy.operator;

import dev.chaperone.proxy.policy.change.Loosening;
import dev.chaperone.proxy.policy.change.PolicyChange;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.store.PolicyState;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record which policy is in force, which one waits because it permits more, and where one
 * that permits more came into force without anybody having confirmed it.
 */
public final class PolicyFrames {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFrames.class);
  private static final String CHANGE = "change";
  private static final String IN_FORCE = "in-force";
  private static final String SOURCE = "source";
  private static final String TEXT = "text";
  private static final String SHA256 = "sha256";

  private final Recorder recorder;
  private final OperatorGuard guard;
  private final String source;
  private Policy last;

  private PolicyFrames(Recorder recorder, OperatorGuard guard, String source, Policy last) {
    this.recorder = recorder;
    this.guard = guard;
    this.source = source;
    this.last = last;
  }

  /** The text that was in force last, if the policy came from there then. */
  public static Optional<String> lastInForce(ApprovalRecords records, String source) {
    return frameOf(records)
        .filter(values -> source.equals(values.get(SOURCE)))
        .map(values -> values.getOrDefault(TEXT, ""));
  }

  private static Optional<Map<String, String>> frameOf(ApprovalRecords records) {
    Map<String, String> found = new HashMap<>();
    records.framesOf(
        ApprovalRecords.POLICY,
        frame -> {
          if (frame.body().orElse(null) instanceof FrameBody.Note note
              && IN_FORCE.equals(note.values().get(CHANGE))) {
            found.clear();
            found.putAll(note.values());
          }
        });
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /**
   * Records what is in force now, if it is another than was recorded last, and every change.
   *
   * @param source where the policy comes from: a file's whole path, or a shipped one's name
   * @param before what was in force last, as far as it is known
   */
  public static void follow(
      PolicyStore store,
      Recordings recordings,
      OperatorGuard guard,
      String source,
      Optional<Policy> before) {
    PolicyState now = store.state();
    PolicyFrames frames =
        new PolicyFrames(recordings.recorder(), guard, source, before.orElse(now.policy()));
    boolean same =
        frameOf(recordings.approvals())
            .filter(values -> source.equals(values.get(SOURCE)))
            .filter(values -> now.policy().source().sha256().equals(values.get(SHA256)))
            .isPresent();
    if (!same) {
      frames.inForce(now.policy());
    }
    if (now.waiting().isPresent() || !now.problems().isEmpty()) {
      frames.changed(now);
    }
    store.onChange(frames::changed);
  }

  private synchronized void changed(PolicyState state) {
    if (!state.problems().isEmpty()) {
      record("broken", Map.of("problems", lines(state.problems())));
    } else if (state.waiting().isPresent()) {
      record("waiting", values(state.waiting().get(), state.loosenings()));
    } else if (!state.policy().source().sha256().equals(last.source().sha256())) {
      inForce(state.policy());
    }
  }

  private void inForce(Policy policy) {
    List<Loosening> loosenings = PolicyChange.loosenings(last, policy);
    Map<String, String> values = new HashMap<>(values(policy, loosenings));
    if (!loosenings.isEmpty()) {
      values.put("permitsMore", guard.isUnprotected() ? "unprotected" : "confirmed by an operator");
    }
    last = policy;
    record(IN_FORCE, values);
  }

  private static Map<String, String> values(Policy policy, List<Loosening> loosenings) {
    return Map.of(
        SHA256,
        policy.source().sha256(),
        TEXT,
        policy.source().text(),
        "loosenings",
        lines(loosenings));
  }

  private static String lines(List<?> what) {
    return what.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private void record(String change, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put(CHANGE, change);
    all.put(SOURCE, source);
    try {
      recorder.append(FrameDraft.system(new FrameBody.Note(FrameType.POLICY, all)));
    } catch (RecordingException e) {
      LOG.warn("a change of the policy could not be recorded: {}", e.getMessage());
    }
  }
}
