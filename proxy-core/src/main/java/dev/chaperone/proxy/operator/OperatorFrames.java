package dev.chaperone.proxy.operator;

import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code operator} frames: who began to govern and by which proof, what they did, and every
 * proof that did not hold. Never a secret.
 */
final class OperatorFrames {
  static final String CHANGE = "change";
  static final String MODE = "mode";
  static final String PASSPHRASE_SET = "passphrase-set";
  static final String PASSPHRASE_RESET = "passphrase-reset";
  static final String UNLOCKED = "unlocked";
  static final String LOCKED = "locked";
  static final String REFUSED = "refused";
  static final String ACT = "act";
  static final String DIGEST = "digest";
  static final String PROTECTION = "protection";

  private static final Logger LOG = LoggerFactory.getLogger(OperatorFrames.class);
  private static final int LONGEST = 500;

  private final Recorder recorder;

  OperatorFrames(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Which way of proving a gateway was started with. */
  void mode(OperatorAuth.Mode mode, Protection protection) {
    record(Map.of(CHANGE, MODE, MODE, mode.code(), PROTECTION, protection.code()));
  }

  void passphraseSet(String digest, Decider by) {
    record(with(by, Map.of(CHANGE, PASSPHRASE_SET, DIGEST, digest)));
  }

  void passphraseReset(Decider by) {
    record(with(by, Map.of(CHANGE, PASSPHRASE_RESET)));
  }

  void unlocked(Decider operator, String place) {
    record(with(operator, Map.of(CHANGE, UNLOCKED, "place", place)));
  }

  /** What a person did that no other frame says who did. */
  void act(String deed, String subject, Decider by) {
    record(with(by, Map.of(CHANGE, ACT, "deed", deed, "subject", cut(subject))));
  }

  /** Not waited for: nothing rests on it. */
  void locked(Decider operator, String why) {
    append(with(operator, Map.of(CHANGE, LOCKED, "reason", why)));
  }

  /** Not waited for: refused it is in any case. */
  void refused(String place, String why) {
    append(Map.of(CHANGE, REFUSED, "place", place, "reason", cut(why)));
  }

  private static Map<String, String> with(Decider by, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(by.values());
    all.putAll(values);
    return all;
  }

  private void record(Map<String, String> values) {
    recorder.record(draft(values));
  }

  private void append(Map<String, String> values) {
    try {
      recorder.append(draft(values));
    } catch (RecordingException e) {
      LOG.warn("an operator's {} could not be recorded: {}", values.get(CHANGE), e.getMessage());
    }
  }

  private static FrameDraft draft(Map<String, String> values) {
    return FrameDraft.system(new FrameBody.Note(FrameType.OPERATOR, values));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
