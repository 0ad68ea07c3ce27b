package dev.chaperone.proxy.policy.model;

import java.util.Locale;

/** How much of an exchange's content is recorded, from least to most. */
public enum RecordingLevel {
  /** Everything but bodies and rows. */
  METADATA,
  /** As delivered to the agent. */
  FULL,
  /** As delivered, and the originals encrypted to a reviewer's key. */
  SEALED;

  /** The name used in policies and frames. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
