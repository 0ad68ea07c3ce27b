package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Effect;
import dev.chaperone.proxy.policy.Verdict;
import java.util.Objects;

/** What becomes of a request when no rule speaks. */
public record Defaults(
    Verdict read, Verdict write, Verdict schema, Verdict access, Verdict unknown) {
  /** Where a policy says nothing. */
  public static final Defaults BUILT_IN =
      new Defaults(Verdict.ALLOW, Verdict.HOLD, Verdict.HOLD, Verdict.DENY, Verdict.HOLD);

  public Defaults {
    Objects.requireNonNull(read);
    Objects.requireNonNull(write);
    Objects.requireNonNull(schema);
    Objects.requireNonNull(access);
    if (unknown == Verdict.ALLOW) {
      throw new IllegalArgumentException("what is not understood is held or denied");
    }
  }

  public Verdict of(Effect effect) {
    return switch (effect) {
      case READ -> read;
      case WRITE -> write;
      case SCHEMA -> schema;
      case ACCESS -> access;
      case UNKNOWN -> unknown;
    };
  }

  /** For a request whose effect nobody established: it may be any. */
  public Verdict strictest() {
    return read.stricter(write).stricter(schema).stricter(access).stricter(unknown);
  }
}
