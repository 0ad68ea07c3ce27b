package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.detect.DetectorKind;
import dev.chaperone.proxy.mask.detect.Finder;
import dev.chaperone.proxy.mask.detect.Finders;
import dev.chaperone.proxy.policy.model.Detector;
import java.util.Objects;

/**
 * What is looked for in values of columns that are not masked, and what follows when it is there.
 */
public record DetectorRule(Finder finder, Reaction reaction) {
  public DetectorRule {
    Objects.requireNonNull(finder);
    Objects.requireNonNull(reaction);
  }

  /** What a policy says; of what is masked it is the found part. */
  public static DetectorRule of(Detector detector, HashKey key) {
    Finder finder =
        detector
            .regex()
            .map(Finders::pattern)
            .orElseGet(() -> Finders.of(DetectorKind.valueOf(detector.type().name())));
    return new DetectorRule(
        finder,
        switch (detector.then()) {
          case MASK -> new Reaction.Mask(MaskMethod.of(detector.masking(), key), false);
          case ALERT -> new Reaction.Alert();
          case SUGGEST -> new Reaction.Suggest(detector.tag());
        });
  }

  /** What follows from a find. All finds are counted in the summary. */
  public sealed interface Reaction {
    /** The name in summaries. */
    default String code() {
      return switch (this) {
        case Mask mask -> mask.method().kind().code();
        case Alert alert -> "alert";
        case Suggest suggest -> "suggest:" + suggest.tag();
      };
    }

    /**
     * The found part is masked.
     *
     * @param wholeCell all of the value is, also what stands around the find
     */
    record Mask(MaskMethod method, boolean wholeCell) implements Reaction {
      public Mask {
        Objects.requireNonNull(method);
      }
    }

    /** The value is delivered. */
    record Alert() implements Reaction {}

    /** The value is delivered, and a tag is suggested for the column. */
    record Suggest(String tag) implements Reaction {
      public Suggest {
        Objects.requireNonNull(tag);
      }
    }
  }
}
