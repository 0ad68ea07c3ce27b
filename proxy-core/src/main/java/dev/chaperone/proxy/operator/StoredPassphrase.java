package dev.chaperone.proxy.operator;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.recordings.frame.Decider;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * The operator's passphrase, as disk and recordings have it together: what lies on disk counts only
 * if the recordings say the same. One thread at a time changes it.
 */
final class StoredPassphrase {
  private static final String RESET = "end the gateway, then: chaperone operator reset";
  private static final String SET = "set a passphrase first: chaperone operator set-passphrase";

  private final PassphraseFile file;
  private final PassphraseHash.Cost cost;
  private final OperatorFrames frames;
  private final Clock clock;
  private volatile OperatorPast past;

  StoredPassphrase(
      PassphraseFile file,
      PassphraseHash.Cost cost,
      OperatorFrames frames,
      Clock clock,
      OperatorPast past) {
    this.file = file;
    this.cost = cost;
    this.frames = frames;
    this.clock = clock;
    this.past = past;
  }

  OperatorPast past() {
    return past;
  }

  void started(OperatorAuth.Mode mode, Protection protection) {
    past = past.withMode(mode.code(), protection.code());
  }

  /**
   * What it protects.
   *
   * @param openWithout whether without a passphrase nothing does, instead of nobody governing
   */
  Protection protection(boolean openWithout) {
    if (past.damaged()) {
      return new Protection.Shut(
          "a record of who may govern is damaged; see chaperone verify, " + RESET);
    }
    Optional<byte[]> content;
    try {
      content = file.read(past.digest());
    } catch (IOException e) {
      return new Protection.Shut("the passphrase's file cannot be used: " + e.getMessage());
    }
    if (past.digest().isEmpty() && content.isEmpty()) {
      return openWithout
          ? new Protection.Open(
              "unprotected: no passphrase is set, so every program of this user can act as an"
                  + " operator; chaperone operator set-passphrase sets one")
          : new Protection.Shut("operators need a passphrase and none is set; " + SET);
    }
    if (content.isEmpty()) {
      return new Protection.Shut(
          "the passphrase's file " + file + " is gone; put it back, or " + RESET);
    }
    return ofContent(content.get());
  }

  private Protection ofContent(byte[] content) {
    String digest = PassphraseHash.digest(content);
    if (!digest.equals(past.digest())) {
      return new Protection.Shut(
          "the passphrase's file "
              + file
              + " is not the one that was recorded; put that one back, or "
              + RESET);
    }
    try {
      return new Protection.ByPassphrase(PassphraseHash.ofBytes(content), digest);
    } catch (IllegalArgumentException e) {
      return new Protection.Shut("the passphrase's file cannot be read; " + RESET);
    }
  }

  /** There surely is none, so that setting one needs none. */
  boolean isAbsent() {
    try {
      return !past.damaged() && past.digest().isEmpty() && file.read("").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Throws {@code INVALID} if it is too easy to guess. */
  void set(char[] passphrase, Decider by) {
    Passphrases.requireGood(passphrase);
    byte[] content = PassphraseHash.of(passphrase, cost).toBytes();
    try {
      file.prepare(content);
      String digest = PassphraseHash.digest(content);
      frames.passphraseSet(digest, by);
      past = past.withDigest(digest);
      file.put();
    } catch (IOException e) {
      throw store("the passphrase cannot be kept", e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Throws it away; on record first. */
  void reset(Decider by) {
    frames.passphraseReset(by);
    past = past.resetAt(clock.instant());
    try {
      file.delete();
    } catch (IOException e) {
      throw store("the old passphrase cannot be removed", e);
    }
  }

  private static ConsoleException store(String what, IOException e) {
    return new ConsoleException(ConsoleException.Code.STORE, what + ": " + e.getMessage(), e);
  }
}
